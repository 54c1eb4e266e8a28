"""Rows of what anybody opens, of accounts, and of the bulletin."""

from tests.access.rows import Row, names, public, signed_in
from tests.access.table.who import ADMINISTRATOR

ACCOUNT = {
    "account_login": public(),
    "mfa_authenticate": public(),
    "account_logout": public(),
    "account_inactive": public(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(uidb36="reset_person", key="reset_key"),
    "account_reset_password_from_key_done": public(),
    "account_reauthenticate": signed_in(),
    "mfa_reauthenticate": signed_in(),
    "account_change_password": signed_in(),
    "account_set_password": signed_in(),
    "mfa_index": signed_in(),
    "mfa_activate_totp": signed_in(),
    "mfa_deactivate_totp": signed_in(),
    "mfa_view_recovery_codes": signed_in(),
    "mfa_generate_recovery_codes": signed_in(),
    "mfa_download_recovery_codes": signed_in(),
    "you": signed_in(),
    "held": signed_in(),
}

FRONT = {
    "home": public(),
    "search": signed_in(),
    "about": public(),
    "accessibility": public(),
    "privacy": public(),
    "help": public(),
    "healthz": public(),
    "away": public(),
    "away-worker": public(),
    "become": public(key="player"),
    "outbox": public(),
    "outbox-letter": public(),
}

FRAMEWORKS = {
    "questions": public(),
    "questions-print": public(),
    "questions-download": public(ending="kind"),
    "frameworks": public(),
    "framework": public(slug="framework"),
    "framework-area": public(slug="framework", area_slug="area"),
}

EDITOR = names("lead")  # the world makes the lead an editor of the bulletin,
MODERATOR = names("clerk")  # and the clerk moderates what readers say
HU_ARTICLE = {"day": "hu_day", "section": "hu_section", "article": "hu_article"}

BULLETIN = {
    "heads-up": public(),
    "heads-up-archive": public(),
    "heads-up-search": public(),
    "heads-up-feed": public(),
    "heads-up-picture": public(picture="hu_picture"),
    "heads-up-issue": public(day="hu_day"),
    "heads-up-issue-print": public(day="hu_day"),
    "heads-up-section": public(day="hu_day", section="hu_section"),
    "heads-up-section-print": public(day="hu_day", section="hu_section"),
    "heads-up-article": public(**HU_ARTICLE),
    "heads-up-say": public(**HU_ARTICLE),
    "heads-up-comments-feed": public(**HU_ARTICLE),
    "heads-up-report": public(comment_id="hu_comment"),
    "heads-up-by-email": public(),
    "heads-up-confirm": public(token="hu_subscriber"),
    "heads-up-leave": public(token="hu_subscriber"),
    "heads-up-edition": Row(EDITOR, EDITOR, at={"issue_id": "hu_issue"}),
    "heads-up-moderate": Row(MODERATOR, MODERATOR),
    "heads-up-moderate-spam": Row(MODERATOR, MODERATOR),
    "heads-up-moderate-one": Row(MODERATOR, MODERATOR, at={"comment_id": "hu_comment"}),
    "heads-up-moderate-step": Row(MODERATOR, MODERATOR, at={"comment_id": "hu_comment"}),
    "heads-up-kept": Row(ADMINISTRATOR, ADMINISTRATOR),
    "heads-up-article-comments": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-desk": Row(EDITOR, EDITOR),
    "heads-up-issue-add": Row(EDITOR, EDITOR),
    "heads-up-desk-issue": Row(EDITOR, EDITOR, at={"issue_id": "hu_issue"}),
    "heads-up-issue-change": Row(EDITOR, EDITOR, at={"issue_id": "hu_issue"}),
    "heads-up-section-change": Row(EDITOR, EDITOR, at={"section_id": "hu_section_id"}),
    "heads-up-section-remove": Row(EDITOR, EDITOR, at={"section_id": "hu_section_id"}),
    "heads-up-article-add": Row(EDITOR, EDITOR, at={"section_id": "hu_section_id"}),
    "heads-up-desk-article": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-article-preview": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-article-step": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-article-publish": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-picture-add": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-picture-remove": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id", "picture": "hu_picture"}),
}
