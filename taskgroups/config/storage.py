"""Static files in production: named by their content, those that our own scripts import too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTED = r"""(?P<matched>from "(?P<url>\.[^"]+)";)"""


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Rewrites `import … from "./x.js";`: else a script and the one it imports could be of two releases."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*away/*.js", ((IMPORTED, 'from "%(url)s";'),)),
    )
