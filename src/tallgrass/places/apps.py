"""Tells Django about the room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The localities."""

    name = "tallgrass.places"
    label = "places"
    verbose_name = "Places"

    def ready(self) -> None:
        """Add the room's parts to the navigation of a place, its tasks to the home of one; say who a place is."""
        from tallgrass.foundation.messages.senders import know_senders
        from tallgrass.places.digest import tasks as _weekly_jobs  # noqa: F401 (so that its jobs are known)
        from tallgrass.places.digest.coming import add_coming
        from tallgrass.places.digest.own_coming import own_coming
        from tallgrass.places.ending import tasks as _its_jobs  # noqa: F401 (so that its jobs are known)
        from tallgrass.places.ending.own_tasks import own_tasks as its_tasks
        from tallgrass.places.ending.taking_part import take_part_in_the_end
        from tallgrass.places.mail.own_tasks import own_tasks as mail_tasks
        from tallgrass.places.navigation import Part, add_part
        from tallgrass.places.own_tasks import own_tasks
        from tallgrass.places.roles import CHANGE_PLACE, MANAGE_PEOPLE, SEE_PLACE
        from tallgrass.places.sending import sender_of
        from tallgrass.places.tasks import add_source
        from tallgrass.places.texting.own_tasks import own_tasks as texting_tasks

        add_part(Part("home", "places:home", SEE_PLACE, 0))
        add_part(Part("people", "places:people", MANAGE_PEOPLE, 80))
        add_part(Part("settings", "places:settings", CHANGE_PLACE, 90))
        add_source("places", own_tasks)
        add_source("ending", its_tasks)
        take_part_in_the_end()
        add_source("mail", mail_tasks)
        add_coming("ending", own_coming)
        add_source("texts", texting_tasks)
        know_senders(sender_of)
