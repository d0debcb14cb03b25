"""Every setting that comes from outside, in one place: what it is called, what it means, how it is read."""

from tallgrass.web.environment.keeping import backup_copy, backup_days
from tallgrass.web.environment.key import KEY_FILE, secret_key
from tallgrass.web.environment.nearby import own_addresses
from tallgrass.web.environment.post import bounces, mail
from tallgrass.web.environment.reach import THIS_COMPUTER, PublicAddress, hosts, proxy, public_address
from tallgrass.web.environment.storage import data_folder, database, sqlite_file
from tallgrass.web.environment.table import SETTINGS, Setting
from tallgrass.web.environment.texting import texts

__all__ = [
    "KEY_FILE",
    "SETTINGS",
    "THIS_COMPUTER",
    "PublicAddress",
    "Setting",
    "backup_copy",
    "backup_days",
    "bounces",
    "data_folder",
    "database",
    "hosts",
    "mail",
    "own_addresses",
    "proxy",
    "public_address",
    "secret_key",
    "sqlite_file",
    "texts",
]
