"""The working pages of HR officers, approvers and panel members."""
