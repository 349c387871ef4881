"""What fails in earnest: lines that break, processes that die. A real server, and browsers in front of it."""
