import recordPage from '../en/recordPage.json'
import { addMessages } from '../t'

addMessages(recordPage)
