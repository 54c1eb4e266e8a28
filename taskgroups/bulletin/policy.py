"""Who may write, and who may moderate. What is published anybody may read."""

from taskgroups.bulletin.models import Article, Comment, Issue, Section
from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from taskgroups.schools.policy import holds, today


def editor(person: Person) -> Person | None:
    """Editors of the bulletin."""
    return person if holds(person, Role.Kind.EDITOR) else None


def edited_issue(person: Person, issue_id: int) -> Issue | None:
    """Editors of the bulletin, about any issue."""
    return Issue.objects.filter(pk=issue_id).first() if editor(person) else None


def edited_section(person: Person, section_id: int) -> Section | None:
    """Editors of the bulletin, about any section."""
    return Section.objects.filter(pk=section_id).select_related("issue").first() if editor(person) else None


def edited_article(person: Person, article_id: int) -> Article | None:
    """Editors of the bulletin, about any article."""
    found = Article.objects.filter(pk=article_id).select_related("section__issue", "written_by", "related")
    return found.first() if editor(person) else None


def is_only_editor(person: Person) -> bool:
    """Whether nobody else edits the bulletin today: then nobody else can read an article before it is published."""
    return not Role.objects.on(today()).filter(kind=Role.Kind.EDITOR).exclude(person=person).exists()


def moderator(person: Person) -> Person | None:
    """Moderators of Have your say."""
    return person if holds(person, Role.Kind.MODERATOR) else None


def moderated_comment(person: Person, comment_id: int) -> Comment | None:
    """Moderators of Have your say, about any comment."""
    found = Comment.objects.filter(pk=comment_id).select_related("article__section__issue", "decided_by")
    return found.first() if moderator(person) else None


def is_moderated() -> bool:
    """Whether anybody moderates today: else comments wait for nobody."""
    return Role.objects.on(today()).filter(kind=Role.Kind.MODERATOR, person__is_active=True).exists()
