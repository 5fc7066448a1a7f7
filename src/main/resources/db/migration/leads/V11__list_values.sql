call sangam.keep_list_values('leads.lead', 'lead');
