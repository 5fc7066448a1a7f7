import ownFields from '../en/ownFields.json'
import { addMessages } from '../t'

addMessages(ownFields)
