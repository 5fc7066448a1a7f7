import company from '../en/company.json'
import { addMessages } from '../t'

addMessages(company)
