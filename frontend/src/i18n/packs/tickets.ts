import tickets from '../en/tickets.json'
import { addMessages } from '../t'

addMessages(tickets)
