"""What running needs: which updates were handled or failed, and keys."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String

from models.tables.making import table_of

seen_update = table_of(
    "seen_update",
    Column("mark", LargeBinary(32), primary_key=True),
    # Hours since 1970.
    Column("hour", Integer, nullable=False, index=True),
)

set_aside = table_of(
    "set_aside",
    Column("mark", LargeBinary(32), primary_key=True),
    Column("update_id", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", String(80), nullable=False),
    Column("reference", String(12), nullable=False),
    Column("hour", Integer, nullable=False),
)

keyring = table_of(
    "keyring",
    Column("key", String(8), primary_key=True),
    Column("fingerprint", LargeBinary(32), nullable=False),
    # The last hour, counted from 1970, in which a running program sealed with it.
    Column("hour", Integer, nullable=True),
)

signing_key = table_of(
    "signing_key",
    # Public keys alone, also of keys that are retired: a copy outlives the key that signed it.
    Column("id", String(16), primary_key=True),
    Column("public", LargeBinary(32), nullable=False),
)
