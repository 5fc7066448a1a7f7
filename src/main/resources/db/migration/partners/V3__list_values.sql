call sangam.keep_list_values('partners.partner', 'partner');
