import proposalPage from '../en/proposalPage.json'
import { addMessages } from '../t'

addMessages(proposalPage)
