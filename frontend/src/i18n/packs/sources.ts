import sources from '../en/sources.json'
import { addMessages } from '../t'

addMessages(sources)
