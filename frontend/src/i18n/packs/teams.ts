import teams from '../en/teams.json'
import { addMessages } from '../t'

addMessages(teams)
