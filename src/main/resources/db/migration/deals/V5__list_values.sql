call sangam.keep_list_values('deals.deal', 'deal');
