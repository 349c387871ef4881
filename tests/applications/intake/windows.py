"""Windows in which one page is open: each sends what its own page says, and learns from the answer."""

import json
import re

from django.urls import reverse


class Window:
    """A page of an application, or the one at `address`, as a browser holds it, with the fields that are typed into."""

    def __init__(self, client, draft=None, page="statements", *, address=""):
        self.client, self.address = client, address or reverse("intake:page", args=[draft.key, page])
        self.fields = {}
        self.read(client.get(self.address).text)

    def read(self, text):
        self.text = text
        for name in ("began", "window", "turn", "person"):
            value = re.search(rf'name="autosave-{name}" value="([^"]*)"', text)[1]
            self.fields[f"autosave-{name}"] = value.replace("&quot;", '"')
        self.learn(text)

    def learn(self, text):
        """Of each field with two texts, which they are."""
        self.clashes = dict(re.findall(r'name="autosave-other-(\w+)" value="([^"]*)"', text))

    def types(self, **fields):
        self.fields |= fields
        return self

    def saves(self, **more):
        """As the script does."""
        self.fields["autosave-turn"] = str(int(self.fields["autosave-turn"]) + 1)
        response = self.client.post(f"{self.address}autosave/", self.fields | more)
        if response.status_code == 200:
            answer = response.json()
            self.fields["autosave-began"] = json.dumps(answer["began"])
            self.fields |= answer["values"]
            self.learn(answer["clashes"])
        return response

    def posts(self, **more):
        """By its button, as without the script."""
        return self.client.post(self.address, self.fields | more)

    def chooses(self, name, wanted, *, by="saves"):
        more = {f"autosave-choice-{name}": wanted, f"autosave-other-{name}": self.clashes[name]}
        return getattr(self, by)(**more, chosen="1")
