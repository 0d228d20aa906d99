SELECT p.name, 'it decides by user_metadata of the token, which the user can write: whoever wants a right gives it to'
       || ' himself. Use app_metadata or a table.', NULL
FROM policy p WHERE concat(p.using_text, p.check_text) ~ 'user_metadata'
