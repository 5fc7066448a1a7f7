import deals from '../en/deals.json'
import { addMessages } from '../t'

addMessages(deals)
