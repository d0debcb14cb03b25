"""The account with a gateway is read from the environment, or refused with a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from tallgrass.web.environment import texts

ADDRESS = {"TALLGRASS_ADDRESS": "https://tallgrass.example.org"}
FROM = {"TALLGRASS_TEXTS_FROM": "+1 (314) 555-0199"}


def test_without_a_gateway_no_texts_are_sent() -> None:
    assert texts({}) is None
    assert texts({"TALLGRASS_TEXTS": " ", **FROM}) is None


def test_an_account_is_read_in_all_its_parts() -> None:
    found = texts({"TALLGRASS_TEXTS": "twilio://AC1:to%2Fken@api.twilio.com", **FROM, **ADDRESS})
    assert found is not None
    assert (found.name, found.token, found.host, found.port) == ("AC1", "to/ken", "api.twilio.com", 443)
    assert (found.encrypted, found.path, found.gateway_answers) == (True, "", True)
    assert (found.sender, found.origin) == ("+13145550199", "https://tallgrass.example.org")
    assert "to/ken" not in repr(found)


def test_another_gateway_may_have_a_path_and_leave_the_answers_to_us() -> None:
    address = "twilio://P:T@space.example.com:8443/api/laml/?replies=ours"
    found = texts({"TALLGRASS_TEXTS": address, "TALLGRASS_TEXTS_FROM": "55555", **ADDRESS})
    assert found is not None
    assert (found.port, found.path, found.gateway_answers) == (8443, "/api/laml", False)
    near = texts({"TALLGRASS_TEXTS": "twilio://A:T@127.0.0.1:9?tls=no", **FROM, **ADDRESS})
    assert near is not None
    assert not near.encrypted


@pytest.mark.parametrize(
    "address",
    [
        "https://A:T@api.twilio.com", "twilio://api.twilio.com", "twilio://A@api.twilio.com", "twilio://A:T@",
        "twilio://A:T@[::1", "twilio://A:T@host:port", "twilio://A:T@host?tls=no", "twilio://A:T@127.0.0.1?tls=maybe",
        "twilio://A:T@host?x=1", "twilio://A:T@host?&", "twilio://A:T@host/../x",
        "twilio://A:T@host/a b",
    ],
)  # fmt: skip
def test_what_is_no_such_address_is_refused_and_never_quoted(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_TEXTS") as refused:
        texts({"TALLGRASS_TEXTS": address, **FROM, **ADDRESS})
    assert "A:T" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "314 555 0199", "Elmwood", "+0", "12"])
def test_the_number_must_be_one(sender: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_TEXTS_FROM"):
        texts({"TALLGRASS_TEXTS": "twilio://A:T@host", "TALLGRASS_TEXTS_FROM": sender, **ADDRESS})


def test_without_an_address_nobodys_stop_would_be_heard() -> None:
    with pytest.raises(ImproperlyConfigured, match="needs TALLGRASS_ADDRESS"):
        texts({"TALLGRASS_TEXTS": "twilio://A:T@host", **FROM})
