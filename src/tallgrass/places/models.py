"""The localities. Every record of every room belongs to one."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

slug_of_a_place = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Use small letters, digits and single hyphens, as in prairie-junction."
)


class Place(models.Model):
    """A locality with its own ecosystem. ``slug`` is its word in addresses; ``example``: it is invented."""

    slug = models.CharField("word in addresses", max_length=60, unique=True, validators=[slug_of_a_place])
    name = models.CharField("name", max_length=200)
    population = models.PositiveIntegerField("people who live there", null=True, blank=True)
    example = models.BooleanField("invented, as an example", default=False)
    created_at = models.DateTimeField("added", default=timezone.now, editable=False)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug="") & ~models.Q(name=""), name="places_place_has_slug_and_name"
            ),
            models.CheckConstraint(
                condition=models.Q(population__isnull=True) | models.Q(population__gte=1),
                name="places_place_population_is_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name
