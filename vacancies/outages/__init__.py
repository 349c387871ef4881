"""What an outage of the portal means for a vacancy that closes within a day of it: an extension is proposed."""
