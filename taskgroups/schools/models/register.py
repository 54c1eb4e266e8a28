"""Schools as the national register has them, and how they are grouped."""

from django.db import models


class Authority(models.Model):
    """A local authority, by its three-digit code."""

    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name


class Trust(models.Model):
    """A multi- or single-academy trust, by the register's group code; by name alone where a layout gives none."""

    code = models.CharField(max_length=12, unique=True, null=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """Part of an authority: from the register, or drawn by a consortium lead."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="districts")
    name = models.CharField(max_length=120)
    drawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_district_per_name")]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """An establishment, by its URN. Nothing here is the school's own record: it is public data.

    Provision (early years, post-16) is proposed from the register's ages and corrected by the head:
    null in `*_corrected` means the proposal stands.
    """

    class Phase(models.TextChoices):
        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        MIDDLE = "middle", "Middle"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all_through", "All-through"
        POST_16 = "post_16", "16 plus"
        OTHER = "other", "Special or other"

    urn = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="schools")
    district = models.ForeignKey(District, on_delete=models.SET_NULL, null=True, blank=True, related_name="schools")
    trust = models.ForeignKey(Trust, on_delete=models.SET_NULL, null=True, blank=True, related_name="schools")
    number = models.CharField(max_length=8, blank=True, help_text="Establishment number")
    kind = models.CharField(max_length=80, blank=True)
    kind_group = models.CharField(max_length=80, blank=True)
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.OTHER)
    open = models.BooleanField(default=True)
    status = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    low_age = models.PositiveSmallIntegerField(null=True)
    high_age = models.PositiveSmallIntegerField(null=True)
    nursery_provision = models.CharField(max_length=60, blank=True)
    sixth_form = models.CharField(max_length=60, blank=True)
    early_years_corrected = models.BooleanField(null=True)
    post_16_corrected = models.BooleanField(null=True)
    special = models.BooleanField(default=False)
    gender = models.CharField(max_length=30, blank=True)
    religious_character = models.CharField(max_length=80, blank=True)
    diocese = models.CharField(max_length=120, blank=True)
    capacity = models.PositiveIntegerField(null=True)
    pupils = models.PositiveIntegerField(null=True)
    free_meals_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    website = models.CharField(max_length=300, blank=True)
    easting = models.PositiveIntegerField(null=True)
    northing = models.PositiveIntegerField(null=True)
    search_text = models.CharField(max_length=400, blank=True, help_text="name, town, postcode, URN in lower case")
    row_hash = models.CharField(max_length=32, blank=True, help_text="tells whether a register file's row is new")
    as_at = models.DateField(null=True, help_text="date of the register file the row came from, where known")
    changed_on = models.DateField(null=True, help_text="when the register last changed the row, by its own account")
    inspections_hash = models.CharField(max_length=32, blank=True, help_text="the same for the inspections file")
    inspections_as_at = models.DateField(null=True, help_text="date of the newest inspections file that lists it")
    pupils_inspected = models.PositiveIntegerField(null=True, help_text="pupils, as the inspections file counts them")
    passed_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="took_on", help_text="who has this school's work now"
    )
    passed_on = models.DateField(null=True, help_text="the first day of the school that has it")
    passed_whole = models.BooleanField(
        default=False, help_text="it became that school, which has all it had; else that school's people may read it"
    )
    urn_since = models.DateField(null=True, help_text="first day under this URN, where it had another one here")

    class Meta:
        ordering = ["name", "urn"]
        indexes = [
            models.Index(fields=["name", "urn"], name="schools_in_order")
        ]  # a page of 52,000 without sorting them
        constraints = [
            models.CheckConstraint(name="no_school_follows_itself", condition=~models.Q(passed_to=models.F("id")))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def early_years_proposed(self) -> bool:
        """Whether the register suggests early years provision: children under five are admitted."""
        return self.low_age is not None and self.low_age < 5

    @property
    def early_years(self) -> bool:
        """Whether the school has early years provision: the head's word, else the proposal."""
        return self.early_years_proposed if self.early_years_corrected is None else self.early_years_corrected

    @property
    def post_16_proposed(self) -> bool:
        """Whether the register suggests 16 to 19 provision: it says so, or pupils stay to 18 and over."""
        said = self.sixth_form.lower()
        if said in ("has a sixth form", "does not have a sixth form"):
            return said.startswith("has")
        return self.high_age is not None and self.high_age >= 18

    @property
    def post_16(self) -> bool:
        """Whether the school has 16 to 19 provision: the head's word, else the proposal."""
        return self.post_16_proposed if self.post_16_corrected is None else self.post_16_corrected

    @property
    def web_address(self) -> str:
        """The school's website as an address that can be opened, or nothing where the register's text is none."""
        site = self.website.strip()
        if not site or " " in site or "." not in site:
            return ""
        if site.lower().startswith(("http://", "https://")):
            return site
        return "" if ":" in site.split("/")[0] else f"http://{site}"

    @property
    def has_closed(self) -> bool:
        """Whether it was open once and is no more; one that is only proposed has not closed."""
        return not self.open and not self.status.lower().startswith("proposed")

    @property
    def place(self) -> str:
        """Town and postcode, as far as known."""
        return ", ".join(filter(None, [self.town, self.postcode]))


class Link(models.Model):
    """A predecessor or successor, as the register tells it. Targets may be schools never loaded."""

    urn = models.PositiveIntegerField(db_index=True)
    linked_urn = models.PositiveIntegerField(db_index=True)
    linked_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    from_date = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "linked_urn", "kind"], name="one_link_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.urn} {self.kind} {self.linked_urn}"
