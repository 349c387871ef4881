"""How figures, moments and languages are put in words, in the active language; no markup."""
