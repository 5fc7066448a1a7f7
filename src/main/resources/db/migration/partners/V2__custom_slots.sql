call sangam.custom_slots('partners.partner');
