import partners from '../en/partners.json'
import { addMessages } from '../t'

addMessages(partners)
