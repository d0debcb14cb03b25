"""Sending people of a round what they are sent: the invitation, two reminders at most, and the result.

The texts are those of the kit, the messages go through the queue, and whom a round asks was counted when the link was
made. Nothing here knows whether somebody answered, but for the reminders of a confidential round.
"""
