call sangam.keep_list_values('tickets.ticket', 'ticket');
