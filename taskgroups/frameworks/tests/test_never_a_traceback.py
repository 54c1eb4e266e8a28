"""Whatever stands in a pack's files, the check answers in sentences."""

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from taskgroups.frameworks.checking import check

ISLAND = Path(__file__).parent / "packs" / "island-2031"
FILES = sorted(str(path.relative_to(ISLAND)) for path in ISLAND.rglob("*.toml"))
LITERALS = ['""', '" "', "7", "-1", "1e400", "nan", "true", "[]", "[[]]", "[7, {}]", "{}", "{a = 1}",
            "1" * 5000, "[" * 2000,
            "2031-04-05", "2031-04-05T00:00:00Z", "2031-13-45", "07:30:00",
            '"../../x"', r'"\u0000"', '"<b>"']  # fmt: skip
KEYS = ["slug", "name", "kind", "scale", "secure_from", "based_on", "without", "area", "who", "question", "document",
        "descriptors", "phases", "from", "until", "note", "also", "minutes", "strange"]  # fmt: skip
LINES = st.one_of(
    st.builds("{} = {}".format, st.sampled_from(KEYS), st.sampled_from(LITERALS)),
    st.builds("[[{}]]".format, st.sampled_from(KEYS)),
    st.builds("[{}]".format, st.sampled_from(KEYS)),
    st.text(max_size=20),
)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the pack, and what stands in it after some lines were changed, taken away or put in."""
    name = draw(st.sampled_from(FILES))
    lines = (ISLAND / name).read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1)) if lines else 0
        how = draw(st.sampled_from(["value", "key", "drop", "twice", "insert"]))
        line = lines[at] if lines else ""
        if how == "value" and " = " in line:
            lines[at] = f"{line.split(' = ')[0]} = {draw(st.sampled_from(LITERALS))}"
        elif how == "key" and " = " in line:
            lines[at] = f"{draw(st.sampled_from(KEYS))} = {line.split(' = ', 1)[1]}"
        elif how == "drop":
            del lines[at : at + draw(st.integers(1, 40))]
        else:
            lines.insert(at, line if how == "twice" else draw(LINES))
    return name, "\n".join(lines).encode("utf-8", "surrogatepass") + draw(st.binary(max_size=3))


@settings(max_examples=150, deadline=None)
@given(mutations())
def test_a_spoilt_file_is_answered_in_sentences(mutation: tuple[str, bytes]) -> None:
    name, content = mutation
    with TemporaryDirectory() as place:
        folder = Path(copytree(ISLAND, Path(place) / "island-2031"))
        (folder / name).write_bytes(content)
        pack, said = check(folder)
    assert pack is not None or said
    assert [sentence for sentence in said if not sentence.strip().endswith(".")] == []


def test_folders_where_files_should_be_are_answered_in_sentences(tmp_path: Path) -> None:
    for name in ("pack.toml", "agenda.toml", "areas/01.toml"):
        (tmp_path / "odd" / name).mkdir(parents=True)
    assert check(tmp_path / "odd")[1] == ["odd/pack.toml is a folder where a file is expected."]


def test_a_file_where_the_areas_should_be_is_answered_in_sentences(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "areas").write_text("", encoding="utf-8")
    (folder / "pack.toml").write_text("", encoding="utf-8")
    assert check(folder)[1][0] == "odd/pack.toml has no 'title'. Give text on one line."


def test_no_folder_at_all_is_answered_in_a_sentence(tmp_path: Path) -> None:
    assert check(tmp_path / "nothing")[1] == ["nothing/pack.toml is missing. Every pack has one."]
