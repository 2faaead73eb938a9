// The closed words of records (exchange/records/words.hpp) as staff say them: Dutch, English.
import {language} from './words.js';

const lists = {
  state: {received: ['nieuw', 'new'], accepted: ['aangenomen', 'accepted'], 'on-the-way': ['onderweg', 'on the way'], answered: ['beantwoord', 'answered'], handled: ['afgesloten', 'closed'], merged: ['samengevoegd', 'joined']},
  service: {ambulance: ['Ambulance', 'Ambulance'], fire: ['Brandweer', 'Fire'], police: ['Politie', 'Police'], municipality: ['Gemeente', 'Municipality'], army: ['Defensie', 'Army'], other: ['Anders', 'Other']},
  incident: {medical: ['Medisch', 'Medical'], fire: ['Brand', 'Fire'], water: ['Water', 'Water'], collapse: ['Instorting', 'Collapse'], 'hazardous-substance': ['Gevaarlijke stof', 'Hazardous substance'], violence: ['Geweld', 'Violence'], 'missing-person': ['Vermiste', 'Missing person'], traffic: ['Verkeer', 'Traffic'], utility: ['Nutsvoorziening', 'Utility'], other: ['Anders', 'Other']},
  hazard: {fire: ['brand', 'fire'], water: ['water', 'water'], electricity: ['elektriciteit', 'electricity'], gas: ['gas', 'gas'], collapse: ['instorting', 'collapse'], substance: ['gevaarlijke stof', 'substance'], violence: ['geweld', 'violence'], traffic: ['verkeer', 'traffic'], other: ['anders', 'other']},
  need: {'medical-care': ['Medische zorg', 'Medical care'], medicines: ['Medicijnen', 'Medicines'], 'drinking-water': ['Drinkwater', 'Drinking water'], food: ['Eten', 'Food'], warmth: ['Warmte', 'Warmth'], relatives: ['Familie zoeken', 'Relatives'], 'listening-ear': ['Een gesprek', 'A listening ear'], transport: ['Vervoer', 'Transport'], other: ['Anders', 'Other']},
  gift: {hands: ['Hulp', 'Hands'], goods: ['Spullen', 'Goods'], skill: ['Vakkennis', 'Skill'], vehicle: ['Vervoer', 'Vehicle'], space: ['Ruimte', 'Space'], languages: ['Talen', 'Languages'], other: ['Anders', 'Other']},
  sight: {'someone-alone': ['Iemand alleen', 'Someone alone'], 'blocked-road': ['Weg dicht', 'Blocked road'], water: ['Water', 'Water'], unsafe: ['Onveilig', 'Unsafe'], rumour: ['Gerucht', 'Rumour'], other: ['Anders', 'Other']},
  kind: {'emergency-report': ['Noodmelding', 'Emergency'], 'help-request': ['Hulpvraag', 'Request'], offer: ['Aanbod', 'Offer'], initiative: ['Initiatief', 'Initiative'], signal: ['Signaal', 'Signal'], 'sign-up': ['Aanmelding', 'Sign-up']},
  power: {unknown: ['onbekend', 'unknown'], grid: ['net', 'grid'], generator: ['aggregaat', 'generator'], battery: ['accu', 'battery'], none: ['geen stroom', 'none']},
  priority: {now: ['nu', 'now'], today: ['vandaag', 'today'], 'can-wait': ['kan wachten', 'can wait']},
  status: {available: ['beschikbaar', 'available'], limited: ['beperkt', 'limited'], 'not-now': ['nu niet', 'not now'], unknown: ['niet bekend', 'not known']},
  facility: {information: ['Informatie', 'Information'], 'first-aid': ['Eerste hulp', 'First aid'], water: ['Drinkwater', 'Drinking water'], 'hot-drink': ['Warme dranken', 'Hot drinks'], food: ['Eten', 'Food'], charging: ['Opladen', 'Charging'], toilet: ['Toilet', 'Toilet'], heating: ['Warme ruimte', 'Warm room'], radio: ['Radio', 'Radio'], internet: ['Internet', 'Internet'], phone: ['Telefoon', 'Telephone'], seating: ['Zitplaatsen', 'Seating'], wheelchair: ['Rolstoel welkom', 'Wheelchair access'], interpreter: ['Tolk', 'Interpreter'], listen: ['Een luisterend oor', 'A listening ear'], medicines: ['Medicijnen', 'Medicines'], wash: ['Wassen', 'Washing'], generator: ['Noodstroom', 'Emergency power'], blanket: ['Dekens', 'Blankets'], shelter: ['Opvangplek', 'Shelter'], hospital: ['Ziekenhuis', 'Hospital'], pharmacy: ['Apotheek', 'Pharmacy'], medical: ['Huisarts', 'Doctor'], building: ['Gemeentehuis', 'Town hall']},
  road: {network: ['netwerk', 'network'], stick: ['USB-koerier', 'USB courier']},
};

export const name = (list, word) => lists[list]?.[word]?.[language() === 'nl' ? 0 : 1] ?? word ?? '';
export const names = (list, words = []) => words.map((word) => name(list, word)).join(', ');
export const all = (list) => Object.keys(lists[list]).map((word) => [word, name(list, word)]);
