"""What a reconstruction pack is called inside, and what of it is signed."""

FORMAT = "konkurs-pack/1"
MANIFEST, SIGNATURE, KEYS = "manifest.json", "signature.txt", "keys.pem"


def signed_text(manifest: bytes) -> bytes:
    """A signature of a manifest passes for nothing else, as its first line says what it is."""
    return f"{FORMAT}\n".encode() + manifest
