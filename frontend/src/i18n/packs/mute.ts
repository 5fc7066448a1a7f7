import mute from '../en/mute.json'
import { addMessages } from '../t'

addMessages(mute)
