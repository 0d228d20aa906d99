SELECT p.name, p.table_name, quote_ident(p.polname), p.using_text, p.check_text FROM policy p
