call sangam.custom_slots('leads.lead');
