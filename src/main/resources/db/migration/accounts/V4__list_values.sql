call sangam.keep_list_values('accounts.account', 'account');
call sangam.keep_list_values('accounts.contact', 'contact');
call sangam.keep_list_values('accounts.holding', 'holding');
