import leadForm from '../en/leadForm.json'
import { addMessages } from '../t'

addMessages(leadForm)
