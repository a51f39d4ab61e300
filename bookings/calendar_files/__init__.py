"""Calendar files (RFC 5545, RFC 5546): values in, text out; no database and no clock."""
