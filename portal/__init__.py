"""What every site needs and nothing of hiring: kernel, web, record, mailing, offices, accounts, content."""
