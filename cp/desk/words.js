// The desk's words, Dutch and English. {name} is filled in.
const nl = {
  desk: 'Coördinatiepunt', desk_of: 'Coördinatiepunt {region}', skip: 'Naar de inhoud', sign_in: 'Inloggen',
  name: 'Naam', password: 'Wachtwoord', sign_out: 'Uitloggen', wrong_password: 'Naam of wachtwoord klopt niet.',
  wait_seconds: 'Te vaak een verkeerd wachtwoord. Wacht {seconds} seconden.', signed_out: 'U bent uitgelogd. Log opnieuw in.',
  not_out_yet: 'U bent nog niet uitgelogd: de server antwoordt niet. Laat dit scherm aan staan. Het probeert het steeds opnieuw.', is_out: 'U bent nu uitgelogd.',
  overloaded: 'De server heeft het nu te druk. Probeer het zo weer.', unreachable: 'Geen verbinding met de server van het coördinatiepunt.', unreachable_short: 'Geen verbinding',
  reports: 'Meldingen', requests: 'Hulpvragen', initiatives: 'Initiatieven', bulletins: 'Berichten', sites: 'Noodsteunpunten',
  audit: 'Logboek', settings: 'Instellingen', main_menu: 'Hoofdmenu', other_language: 'English',
  new_bulletin: 'Nieuw bericht', published: 'Nu op de schermen', earlier: 'Eerder ({count})', waiting_second: 'Wacht op een tweede persoon', drafts: 'Concepten',
  nothing_here: 'Hier staat nog niets.', state: 'Stand', bulletin: 'Bericht', where: 'Waar', until: 'Tot', sent: 'Verstuurd', languages: 'Talen',
  by: 'Door', open: 'Openen', look: 'Bekijken', go_on: 'Verder schrijven', remove: 'Weggooien',
  state_live: 'zichtbaar', state_later: 'later', state_expired: 'verlopen', state_superseded: 'vervangen', state_cancelled: 'ingetrokken', state_hidden: 'niet getoond',
  exercise: 'OEFENING', kind_danger: 'direct gevaar', kind_warning: 'waarschuwing', kind_information: 'informatie', kind_all_clear: 'voorbij',
  update: 'Vervangen', all_clear: 'Gevaar voorbij', withdraw: 'Intrekken', back: 'Terug',
  withdraw_sure: 'Dit bericht verdwijnt van alle schermen, zonder uitleg. Is er een gevaar voorbij? Kies dan “Gevaar voorbij”.', withdraw_title: 'Bericht intrekken?', withdrawn: 'Het bericht is ingetrokken.',
  new_title: 'Nieuw bericht', update_title: 'Bericht vervangen', all_clear_title: 'Gevaar voorbij', review_title: 'Controleren en goedkeuren',
  step_what: '1. Wat is er?', step_words: '2. De tekst', step_where: '3. Waar en hoe lang?', template: 'Sjabloon', free_text: 'Vrije tekst (alleen de talen die u zelf schrijft)',
  template_hint: 'Een sjabloon staat in alle talen klaar. U vult alleen de gegevens in.', needed: 'verplicht',
  headline: 'Kop', description: 'Wat is er aan de hand?', instruction: 'Wat moeten mensen doen?', write_in: 'Taal van deze tekst', add_language: 'Nog een taal toevoegen',
  untranslated: 'Niet vertaald in: {languages}. Deze mensen lezen het Nederlands, met een uitleg erbij.', all_languages: 'In alle {count} talen.',
  severity: 'Ernst', urgency: 'Hoe snel?', certainty: 'Hoe zeker?', as_template: '{value} (sjabloon)', as_filled_in: 'zoals ingevuld', as_usual: '{value} (gewoon)',
  Extreme: 'Levensgevaar', Severe: 'Ernstig', Moderate: 'Matig', Minor: 'Klein', Immediate: 'Nu meteen', Expected: 'Binnen een uur', Future: 'Later', Past: 'Is voorbij',
  Observed: 'Is gezien', Likely: 'Waarschijnlijk', Possible: 'Mogelijk', Unlikely: 'Onwaarschijnlijk',
  whole_region: 'De hele regio', hours_valid: 'Uren geldig', hours_hint: 'Daarna verdwijnt het bericht vanzelf.', is_exercise: 'Dit is een oefening',
  hints: 'Let op', hint_headline: 'De kop is lang ({count} tekens). Houd het onder 60.', hint_sentence: 'Een zin van {count} woorden. Maak er twee zinnen van: “{start} …”', hint_word: 'Moeilijk of lang woord: {word}',
  hint_long: 'De tekst is lang ({count} tekens). Op het scherm past ongeveer 500.', hint_number: 'Controleer dit nummer samen met een collega: {number}', hint_no_action: 'Zeg ook wat mensen moeten doen.', hint_english: 'Er is nog geen Engelse tekst.', hint_fine: 'Kort en duidelijk.',
  level: 'Leesniveau: ongeveer {level}', preview: 'Zo ziet het scherm eruit', preview_language: 'Taal van het voorbeeld', panel: 'Scherm', landscape: 'liggend', portrait: 'staand', scene: 'Wat ziet u?', scene_screen: 'eerste scherm', scene_message: 'bericht geopend',
  preview_wait: 'Het voorbeeld komt zodra de tekst klopt.', preview_alt: 'Voorbeeld van het scherm: {headline}', drawing: 'Voorbeeld wordt getekend …',
  keep: 'Bewaren als concept', kept: 'Bewaard.', publish: 'Publiceren', propose: 'Voorleggen aan een collega', approve: 'Goedkeuren en publiceren', give_back: 'Teruggeven',
  publish_title: 'Nu publiceren?', publish_now: 'Ja, nu publiceren', not_yet: 'Nee, nog niet', published_now: 'Gepubliceerd. Verbonden schermen tonen het nu.', proposed: 'Voorgelegd. Een collega moet het goedkeuren.', given_back: 'Teruggegeven als concept.',
  takes_over: 'Dit bericht neemt elk scherm over.', needs_two: 'Een tweede persoon moet dit bericht goedkeuren.', own_draft: 'U hebt dit zelf voorgelegd. Een collega moet het goedkeuren.', numbers_check: 'Nummers in dit bericht: {numbers}. Bel ze eerst zelf.',
  draft_changed: 'Een collega heeft dit concept intussen veranderd of voorgelegd. Wat u schreef, staat hier nog: u kunt het bewaren als nieuw concept.',
  draft_gone: 'Dit concept is er niet meer: een collega heeft het gepubliceerd of weggegooid. Wat u schreef, staat hier nog: u kunt het bewaren als nieuw concept.',
  left_update: 'Deze noodsteunpunten tonen het oude bericht straks niet meer, en dit bericht ook niet: {sites}.',
  left_all_clear: 'Dit haalt de waarschuwing ook weg bij: {sites}. Daar leest niemand dat het gevaar voorbij is. Is het daar ook voorbij? Kies die plaatsen er dan bij. Zo niet: ga terug, kies “Vervangen” en publiceer de waarschuwing eerst opnieuw voor de plaatsen waar het gevaar blijft. Maak daarna een nieuw bericht met het sjabloon “Het gevaar is voorbij”, voor de plaatsen waar het voorbij is.',
  'desk.left_out': 'Dit haalt de waarschuwing weg op plaatsen waar niemand leest dat het gevaar voorbij is. Vervang eerst de waarschuwing, voor de plaatsen waar het gevaar blijft.',
  sent_already: 'Dit bericht is al gepubliceerd, zoals het was voordat u het veranderde. Kijk in de lijst en kies daar “Vervangen”. Publiceert u ook dit, dan staan er twee berichten.', sent_other: 'Dit bericht is al gepubliceerd, met andere woorden. Geef het terug: uw collega kan dan in de lijst “Vervangen” kiezen.',
  goes_on: 'Daarna gaat u verder waar u was.', leave_title: 'Weggaan zonder te bewaren?', leave_sure: 'Wat u hier hebt ingevuld, is niet bewaard en gaat dan weg.', leave_yes: 'Ja, weggaan', leave_no: 'Nee, hier blijven',
  follows: 'Het bericht waar dit over gaat', ends_takeover: 'Dat bericht neemt nu elk scherm over. Hierna niet meer.', overtaken_bulletin: 'Het bericht waar dit over gaat, is intussen vervangen, ingetrokken of verlopen. Dit kan niet meer uit.',
  text_of: 'Tekst per taal', language: 'Taal', site: 'Punt', link: 'Verbinding', content: 'Berichten', kiosks: 'Schermen', never_heard: 'nog niets gehoord', online: 'online', since: 'sinds {time}', shows_all: 'toont alles (v{version})', shows_older: 'heeft v{version}, nieuw is v{latest}', unknown: 'onbekend',
  when: 'Wanneer', who: 'Wie', what: 'Wat', about: 'Over', log_whole: 'Het logboek is ongeschonden.', log_broken: 'Let op: in het logboek is iets veranderd of weggehaald.', export: 'Opslaan als CSV', the_hub: 'beheer op de server',
  two_persons: 'Twee personen nodig', never: 'nooit', extreme: 'bij berichten die het scherm overnemen, en bij de situatie', always: 'bij elk bericht, de situatie en elke menukaart', two_hint: 'In 2019 ging een verkeerd noodnummer naar heel Nederland. Een tweede paar ogen voorkomt dat.',
  sender: 'Afzender (technisch)', sender_name: 'Afzender zoals bewoners hem lezen', save: 'Opslaan', saved: 'Opgeslagen.', users: 'Medewerkers', role: 'Rol', role_viewer: 'meekijken', role_operator: 'meldingen en concepten', role_publisher: 'publiceren', role_administrator: 'beheer', disabled: 'uitgeschakeld', users_hint: 'Medewerkers toevoegen gaat met: baken-cp user add.',
  my_password: 'Mijn wachtwoord', present_password: 'Huidig wachtwoord', new_password: 'Nieuw wachtwoord (minstens 12 tekens)', password_changed: 'Wachtwoord veranderd. Log opnieuw in.',
  not_allowed: 'Uw rol mag dit niet.', failed: 'Dat lukte niet: {message}', conflict: 'Iemand anders heeft dit intussen veranderd. Kijk opnieuw.', busy: 'Er wordt net gepubliceerd. Probeer het zo weer.', key_locked: 'De sleutel van de regio is op slot. Vraag de beheerder.', too_weak: 'Kies een langer wachtwoord, zonder uw naam erin.',
  emergencies: 'Noodmeldingen', no_emergencies: 'Er zijn geen open noodmeldingen.', number: 'Nr', received: 'Ontvangen', service: 'Dienst', accept: 'Aannemen', pass_on: 'Hulp is onderweg', close: 'Afsluiten', send: 'Stuur',
  back_to_site: 'Terug naar het noodsteunpunt', answer: 'Antwoord', answer_example: 'Bijvoorbeeld: ambulance onderweg, ongeveer 12 minuten', told: 'Verstuurd naar het noodsteunpunt.', step_to: 'aan: {whom}', history: 'Verloop', signature_fine: 'handtekening geldig',
  victims: 'Slachtoffers', badly: '{count} ernstig', dangers: 'Gevaar', access: 'Bereikbaar via', services: 'Gevraagd', present: 'Al aanwezig', people: 'Aantal mensen', moment_of: 'Wanneer', reporter: 'Melder', contact: 'Contact', at_the_site: 'op het noodsteunpunt', done_at_site: 'Gedaan op het noodsteunpunt', sealed: 'Kan niet geopend worden ({check})',
  closed_too: 'Ook afgesloten', only_open: 'Alleen open', radio_title: 'Melding via de portofoon', radio_hint: 'Neem het controlegetal over. Komt de melding later ook binnen, dan worden ze samengevoegd.', check_number: 'Controlegetal', radio_text: 'Wat is er voorgelezen?', radio_kept: 'Genoteerd.', radio_joined: 'Genoteerd. De melding was er al.', radio_wrong: 'Dit controlegetal klopt niet. Laat het herhalen.', radio_waiting: 'Via de portofoon, melding nog niet binnen', join_with: 'Hoort bij …', heard_at: 'Via de portofoon {time}',
  join_title: 'Samenvoegen met deze melding?', join_hint: 'Klopt dit echt? U kunt ze daarna niet meer uit elkaar halen.', join: 'Samenvoegen',
  kind: 'Soort', sort: 'Onderwerp', all_kinds: 'alle soorten', all_sites: 'alle punten', open_ones: 'open', all_states: 'alles', search: 'Zoeken', power: 'Stroom', stocks: 'Voorraad', open_requests: 'Open vragen', 'desk.sealed': 'De sleutel voor meldingen is op slot. Vraag de beheerder.',
  'act.record.accepted': 'melding aangenomen', 'act.record.on-the-way': 'hulp onderweg gemeld', 'act.record.answered': 'melding beantwoord', 'act.record.handled': 'melding afgesloten', 'act.radio': 'portofoon genoteerd', 'act.radio.join': 'portofoon samengevoegd',
  'act.sign-in': 'ingelogd', 'act.sign-out': 'uitgelogd', 'act.sign-in.refused': 'inloggen mislukt', 'act.user.add': 'medewerker toegevoegd', 'act.user.password': 'wachtwoord veranderd', 'act.user.disable': 'medewerker uitgeschakeld',
  'act.bulletin.publish': 'bericht gepubliceerd', 'act.bulletin.propose': 'bericht voorgelegd', 'act.bulletin.return': 'bericht teruggegeven', 'act.draft.remove': 'concept weggegooid', 'act.settings': 'instellingen veranderd',
  'template.blank': 'Vul eerst alles in.', 'template.value': 'Een waarde klopt niet: {message}', 'desk.draft': 'Het bericht is nog niet compleet.',
  situation: 'Situatie en menukaart', courier: 'USB-koerier', day: 'dag {day}', sites_online: '{count} noodsteunpunten, {online} online', sound_on: 'Geluid aanzetten', watch_waits: 'Er wacht een noodmelding. Log in om die te lezen.', watch_listens: 'Dit scherm luistert mee: komt er een noodmelding, dan klinkt er een signaal.', watch_over: 'Dit scherm luistert niet meer mee. Log in om noodmeldingen te horen.', map: 'Kaart',
  map_spot: '{site}: {count} open', map_none: 'Geen noodsteunpunt heeft een plaats op de kaart.', assigned: 'Wie doet dit?', everybodys: 'van iedereen', mine: 'van mij', nobodys: 'van niemand',
  me: '{name} (ik)', assigned_now: 'Toegewezen.', matched: '{count} gekoppeld', match: 'Koppelen', match_title: 'Vraag en aanbod koppelen?', match_hint: 'Beide noodsteunpunten krijgen dit antwoord. Zet er geen namen of telefoonnummers in. De medewerkers lezen het en vertellen het de bewoner.',
  match_words: 'Antwoord aan {number}, {site}', match_to_request: 'Er is hulp gevonden bij noodsteunpunt {site} (nummer {number}). De medewerkers spreken dit met u af.', match_to_offer: 'Uw hulp is nodig bij noodsteunpunt {site} (nummer {number}). De medewerkers spreken dit met u af.', match_done: 'Gekoppeld. Beide noodsteunpunten horen het.', match_offers: 'Aanbod dat kan passen', match_requests: 'Vragen waarbij dit kan passen',
  match_none: 'Er is nu niets dat past.', match_linked: 'Gekoppeld aan', match_fits: 'past bij de vraag', same_place: 'zelfde plek', approve_initiative: 'Goedkeuren', approve_hint: 'Na goedkeuren hangt het initiatief op het prikbord van het noodsteunpunt, zonder naam en telefoonnummer.',
  serves: 'Voor hoeveel mensen', needs: 'Zoekt nog mensen', spoken: 'Spreekt', single_sites: 'Alleen bij bepaalde noodsteunpunten', shown_at: 'Getoond', shown_of: '{shown} van {all}',
  shown_title: 'Welk noodsteunpunt toont dit?', shown: 'toont dit', shown_after: 'toont dit, na {seconds} s', shown_by_stick: 'toont dit, met de stick van {time}', shown_soon: 'verbonden, toont dit binnen enkele seconden', shown_stick_away: 'stick van {time} is onderweg',
  shown_no_line: 'geen verbinding sinds {time}: geef een stick mee', shown_never: 'nooit verbonden geweest: geef een stick mee', stick_of: 'stick van {time}', municipality: 'Gemeente', heard: 'Laatst gehoord', known_since: 'bekend sinds {time}',
  revoked: 'ingetrokken', site_report: 'Wat het noodsteunpunt zelf meldt', site_told: 'Gemeld om {time}', no_report: 'Er kwam nog geen situatierapport.', staff_present: 'Medewerkers aanwezig', visitors: 'Bezoekers geteld',
  site_needs: 'Heeft nodig', readiness: 'Gereedheid en opmerkingen', lasts: 'nog {hours} u', open_requests_of: 'Open vragen ({count})', card: 'Menukaart', stick_back_at: 'terug om {time}',
  stick_write: 'Stick meegeven', stick_write_hint: 'Alle berichten en antwoorden voor de noodsteunpunten. Wat er nog op de stick stond, wordt eerst ingelezen.', stick_for: 'Voor', stick_any: 'niet vastgelegd', stick_to_folder: 'Schrijf op de stick', stick_to_zip: 'Opslaan als zip',
  stick_take: 'Stick inlezen', stick_take_hint: 'Noodmeldingen, hulpvragen en berichten die een koerier meebrengt. Alles blijft op de stick staan.', stick_from_folder: 'Kies de stick', stick_from_zip: 'Kies een zip', stick_list: 'Sticks die onderweg zijn of waren', stick_busy: 'Bezig … Laat de stick zitten.',
  stick_failed: 'Dat lukte niet: {message}. Probeer het opnieuw.', stick_read: 'Ingelezen: {fresh} nieuw, {known} waren er al.', stick_nothing: 'Er stond niets op voor het coördinatiepunt.', stick_from: 'Van: {sites}', stick_refused: 'Niet aangenomen ({count}): de handtekening of de vorm klopt niet', stick_written: 'De stick is klaar: publicatie v{version}, antwoorden: {receipts}. U kunt hem eruit halen.', stick_zip_made: 'De zip is opgeslagen. Pak hem uit op een lege stick, zodat daar de map “baken” staat.',
  stick_made: 'Gemaakt', stick_back: 'Terug', stick_away: 'onderweg', 'zip.format': 'Dit is geen zip die wij kunnen lezen.', 'zip.size': 'In deze zip zit een bestand dat te groot is.', 'zip.count': 'In deze zip zitten te veel bestanden.',
  'inbox.locked': 'De sleutel voor meldingen is op slot. Vraag de beheerder.', 'desk.same': 'Dit is al precies zo gepubliceerd.', situation_now: 'Wat is er aan de hand?', situation_title: 'Titel, zoals op het scherm', started: 'Begonnen', phase: 'Fase',
  phase_before: 'voorbereiding', phase_first72: 'eerste 72 uur', phase_after: 'daarna', expected_recovery: 'Verwacht herstel', recovery_note: 'Toelichting op het herstel', hazards: 'Waarover is hulp nodig? (bepaalt welke adviezen vooraan staan)',
  hazard_power: 'geen stroom', hazard_telecom: 'geen telefoon of internet', hazard_water: 'geen drinkwater', hazard_cold: 'kou', hazard_heat: 'hitte', hazard_flood: 'overstroming',
  hazard_gas: 'gas', hazard_smoke: 'rook', hazard_storm: 'storm', hazard_evacuation: 'evacuatie', publish_place: 'Dit staat straks op de schermen van alle noodsteunpunten die het aangaat.',
  cards: 'Menukaart per noodsteunpunt', card_of: 'Menukaart van {site}', status: 'Stand', note: 'Toelichting', site_says: 'Het noodsteunpunt meldt zelf: {status}', card_add: 'Iets toevoegen',
  card_remove: 'Van de kaart halen', referrals: 'Andere plekken', referral_add: 'Plek toevoegen', name_of_place: 'Naam', address: 'Adres', other_languages: 'Andere talen ({count})',
  stale_words: 'Deze vertalingen zeggen nog het oude: {languages}.', stale_remove: 'Haal ze weg', 'act.record.assign': 'melding toegewezen', 'act.record.match': 'vraag en aanbod gekoppeld', 'act.courier.write': 'stick geschreven', 'act.courier.read': 'stick ingelezen',
  'act.situation.publish': 'situatie gepubliceerd', 'act.site.publish': 'menukaart gepubliceerd',
  'act.situation.propose': 'situatie voorgelegd', 'act.situation.return': 'situatie teruggegeven', 'act.situation.remove': 'situatie weggegooid', 'act.site.propose': 'menukaart voorgelegd', 'act.site.return': 'menukaart teruggegeven', 'act.site.remove': 'menukaart weggegooid',
  clock_apart: 'Op de server is het {hub}, op deze computer {here}. Een van de twee klokken is fout. Laat die eerst goed zetten: met een foute tijd staat een bericht te kort op de schermen, of helemaal niet. Is de klok van de server net goed gezet? Publiceer dan opnieuw wat nu geldt.',
  'region.behind': 'Deze server mist wat een andere server publiceerde. U kunt hier nu niet publiceren. Vraag de beheerder.', close_panel: 'Paneel sluiten', situation_is: 'Situatie: {title}', in_languages: 'in {count} talen', one_language: 'in één taal', card_told: 'Laatste situatierapport van dit noodsteunpunt: {time}', rules: 'Regels', more_than: 'U ziet de nieuwste {count}. Er zijn er meer.', show_more: 'Toon meer', change: 'Veranderen', situation_none: 'Er staat nog niets op de schermen.', scene_advice: 'adviezen', scene_card: 'menukaart', scene_below: 'menukaart, verder naar beneden', change_needs_two: 'Een tweede persoon moet dit goedkeuren.', look_only: 'U kunt alleen meekijken.',
  propose_title: 'Voorleggen aan een collega?', propose_place: 'Uw collega ziet wat er verandert en hoe het scherm eruitziet. Daarna gaat het naar de schermen.', what_changes: 'Wat er verandert', is_now: 'Nu', becomes: 'Wordt', no_difference: 'Dit verandert niets.', goes: '(vervalt)', yes: 'ja', no: 'nee', hazards_short: 'Waarover hulp nodig is',
  overtaken: 'Intussen heeft iemand iets anders gepubliceerd. Wat u hier ziet, komt daarvoor in de plaats.', overtaken_review: 'Intussen heeft iemand iets anders gepubliceerd. Dit kan niet meer uitgaan. Geef het terug.',
  imports: 'Waarschuwingen', imports_hint: 'Van het KNMI, MeteoAlarm of een andere regio. Niets hiervan staat op een scherm, totdat iemand het overneemt en publiceert.', import_none: 'Er wacht geen waarschuwing.', import_what: 'Waarschuwing', import_here: 'Bij ons?', import_waiting: 'wacht',
  import_taken: 'overgenomen', import_dismissed: 'terzijde gelegd', import_withdraws: 'De afzender trekt dit in: {what}',
  'import.over': 'Deze waarschuwing is voorbij. U kunt haar niet meer overnemen.', import_over: 'voorbij',
  'import.full': 'De lijst is vol: nieuwe waarschuwingen komen er niet meer bij. Leg terzijde wat voorbij is.', reaches_inside: 'ja', reaches_undetermined: 'misschien', reaches_outside: 'nee', import_ask: 'Nu ophalen',
  import_file: 'Bestand openen', import_got: '{fresh} nieuw, {known} waren er al.', import_problem: '{feed}: dat lukte niet ({check}).', import_all: 'Ook eerdere', import_take: 'Overnemen als concept', import_take_title: 'Overnemen?', import_take_hint: 'Er komt een concept. Lees het na, zet er een Nederlandse tekst in gewone woorden bij, en publiceer het als elk ander bericht.',
  import_dismiss: 'Terzijde leggen', import_back: 'Weer in de wachtrij', feeds: 'Waar wij kijken', feeds_hint: 'Adressen van CAP-berichten of van een Atom- of RSS-lijst daarvan. Bij 0 minuten kijken wij alleen als iemand erom vraagt.', feed_address: 'Adres', feed_minutes: 'Elke … minuten',
  feed_add: 'Adres toevoegen', 'act.import.take': 'waarschuwing overgenomen', 'act.import.dismissed': 'waarschuwing terzijde gelegd', 'act.import.waiting': 'waarschuwing teruggelegd', 'act.import.fetch': 'waarschuwingen opgehaald', 'act.import.file': 'waarschuwing geopend',
  feed_succeeded: 'Laatst gelukt: {time}.', feed_failed: '{feed}: mislukt om {time}, want {why}.', feed_never: 'Het lukte nog niet sinds de server is gestart.', feed_unasked: 'nog niet opgehaald.', feed_lacking: 'Berichten die wij niet konden lezen: {count}.',
  import_unknown: 'De lijst is leeg, maar niet elke bron geeft antwoord. Er kan een waarschuwing zijn die hier ontbreekt. Kijk ook op de website van de bron.',
  'because.feed.slow': 'de bron antwoordt niet op tijd', 'because.feed.unreachable': 'er is geen verbinding met de bron', 'because.feed.status': 'de bron geeft een fout', 'because.feed.address': 'het adres klopt niet', 'because.feed.size': 'de bron geeft te veel', 'because.other': 'wat de bron geeft, is niet te gebruiken ({check})',
  'act.feeds': 'adressen van waarschuwingen veranderd',
};
const en = {
  desk: 'Coordination point', desk_of: 'Coordination point {region}', skip: 'To the content', sign_in: 'Sign in',
  name: 'Name', password: 'Password', sign_out: 'Sign out', wrong_password: 'Name or password is wrong.',
  wait_seconds: 'Too many wrong passwords. Wait {seconds} seconds.', signed_out: 'You are signed out. Sign in again.',
  not_out_yet: 'You are not signed out yet: the server does not answer. Leave this screen on. It keeps trying.', is_out: 'You are signed out now.',
  overloaded: 'The server is too busy just now. Try again in a moment.', unreachable: 'No connection to the coordination point’s server.', unreachable_short: 'No connection',
  reports: 'Reports', requests: 'Requests', initiatives: 'Initiatives', bulletins: 'Messages', sites: 'Support points',
  audit: 'Log', settings: 'Settings', main_menu: 'Main menu', other_language: 'Nederlands',
  new_bulletin: 'New message', published: 'On the screens now', earlier: 'Earlier ({count})', waiting_second: 'Waiting for a second person', drafts: 'Drafts',
  nothing_here: 'There is nothing here yet.', state: 'State', bulletin: 'Message', where: 'Where', until: 'Until', sent: 'Sent', languages: 'Languages',
  by: 'By', open: 'Open', look: 'Look', go_on: 'Go on writing', remove: 'Throw away',
  state_live: 'visible', state_later: 'later', state_expired: 'expired', state_superseded: 'replaced', state_cancelled: 'withdrawn', state_hidden: 'not shown',
  exercise: 'EXERCISE', kind_danger: 'immediate danger', kind_warning: 'warning', kind_information: 'information', kind_all_clear: 'over',
  update: 'Replace', all_clear: 'Danger over', withdraw: 'Withdraw', back: 'Back',
  withdraw_sure: 'This message disappears from every screen without a word. Is a danger over? Then choose “Danger over”.', withdraw_title: 'Withdraw the message?', withdrawn: 'The message is withdrawn.',
  new_title: 'New message', update_title: 'Replace a message', all_clear_title: 'Danger over', review_title: 'Check and approve',
  step_what: '1. What is it?', step_words: '2. The words', step_where: '3. Where and how long?', template: 'Template', free_text: 'Free text (only the languages you write)',
  template_hint: 'A template is there in all languages. You only fill in the facts.', needed: 'required',
  headline: 'Headline', description: 'What is going on?', instruction: 'What must people do?', write_in: 'Language of this text', add_language: 'Add another language',
  untranslated: 'Not translated into: {languages}. These people read Dutch, and are told so.', all_languages: 'In all {count} languages.',
  severity: 'Severity', urgency: 'How soon?', certainty: 'How sure?', as_template: '{value} (template)', as_filled_in: 'as filled in', as_usual: '{value} (usual)',
  Extreme: 'Danger to life', Severe: 'Severe', Moderate: 'Moderate', Minor: 'Minor', Immediate: 'Right now', Expected: 'Within the hour', Future: 'Later', Past: 'Is over',
  Observed: 'Seen', Likely: 'Likely', Possible: 'Possible', Unlikely: 'Unlikely',
  whole_region: 'The whole region', hours_valid: 'Hours valid', hours_hint: 'After that the message goes by itself.', is_exercise: 'This is an exercise',
  hints: 'Mind', hint_headline: 'The headline is long ({count} characters). Keep it under 60.', hint_sentence: 'A sentence of {count} words. Make it two: “{start} …”', hint_word: 'Hard or long word: {word}',
  hint_long: 'The text is long ({count} characters). About 500 fit on the screen.', hint_number: 'Check this number with a colleague: {number}', hint_no_action: 'Also say what people must do.', hint_english: 'There is no English text yet.', hint_fine: 'Short and clear.',
  level: 'Reading level: about {level}', preview: 'This is what the screen looks like', preview_language: 'Language of the preview', panel: 'Screen', landscape: 'landscape', portrait: 'portrait', scene: 'What do you see?', scene_screen: 'first screen', scene_message: 'message opened',
  preview_wait: 'The preview comes as soon as the text is complete.', preview_alt: 'Preview of the screen: {headline}', drawing: 'Drawing the preview …',
  keep: 'Keep as a draft', kept: 'Kept.', publish: 'Publish', propose: 'Put to a colleague', approve: 'Approve and publish', give_back: 'Give back',
  publish_title: 'Publish now?', publish_now: 'Yes, publish now', not_yet: 'No, not yet', published_now: 'Published. Connected screens show it now.', proposed: 'Put to a colleague, who must approve it.', given_back: 'Given back as a draft.',
  takes_over: 'This message takes over every screen.', needs_two: 'A second person must approve this message.', own_draft: 'You put this forward yourself. A colleague must approve it.', numbers_check: 'Numbers in this message: {numbers}. Call them yourself first.',
  draft_changed: 'A colleague changed this draft meanwhile, or put it forward. What you wrote is still here: you can keep it as a new draft.',
  draft_gone: 'This draft is gone: a colleague published it or threw it away. What you wrote is still here: you can keep it as a new draft.',
  left_update: 'These support points will show the old message no more, and not this one either: {sites}.',
  left_all_clear: 'This also takes the warning from: {sites}. Nobody there reads that the danger is over. Is it over there, too? Then choose those places as well. If not: go back, choose “Replace” and first publish the warning anew for the places where the danger goes on. After that make a new message with the template “The danger is over”, for the places where it is over.',
  'desk.left_out': 'This takes the warning from places where nobody reads that the danger is over. First replace the warning, for the places where the danger goes on.',
  sent_already: 'This message is published already, as it was before you changed it. Look in the list and choose “Replace” there. When you publish this, too, there are two messages.', sent_other: 'This message is published already, with other words. Give it back: your colleague can then choose “Replace” in the list.',
  goes_on: 'After that you go on where you were.', leave_title: 'Leave without keeping it?', leave_sure: 'What you filled in here is not kept, and will be gone.', leave_yes: 'Yes, leave', leave_no: 'No, stay here',
  follows: 'The message this is about', ends_takeover: 'That message takes over every screen now. After this it does not.', overtaken_bulletin: 'The message this is about was replaced, withdrawn or has expired meanwhile. This can go out no more.',
  text_of: 'Text in each language', language: 'Language', site: 'Point', link: 'Connection', content: 'Messages', kiosks: 'Screens', never_heard: 'nothing heard yet', online: 'online', since: 'since {time}', shows_all: 'shows everything (v{version})', shows_older: 'has v{version}, new is v{latest}', unknown: 'unknown',
  when: 'When', who: 'Who', what: 'What', about: 'About', log_whole: 'The log is whole.', log_broken: 'Mind: something in the log was changed or taken out.', export: 'Save as CSV', the_hub: 'administration on the server',
  two_persons: 'Two persons needed', never: 'never', extreme: 'for messages that take over the screen, and for the situation', always: 'for every message, the situation and every menu card', two_hint: 'In 2019 a wrong emergency number went to the whole country. A second pair of eyes prevents that.',
  sender: 'Sender (technical)', sender_name: 'Sender as residents read it', save: 'Save', saved: 'Saved.', users: 'Staff', role: 'Role', role_viewer: 'look', role_operator: 'reports and drafts', role_publisher: 'publish', role_administrator: 'administer', disabled: 'disabled', users_hint: 'To add staff: baken-cp user add.',
  my_password: 'My password', present_password: 'Present password', new_password: 'New password (at least 12 characters)', password_changed: 'Password changed. Sign in again.',
  not_allowed: 'Your role may not do this.', failed: 'That did not work: {message}', conflict: 'Somebody else changed this meanwhile. Look again.', busy: 'Somebody is publishing just now. Try again in a moment.', key_locked: 'The region’s key is locked. Ask the administrator.', too_weak: 'Choose a longer password without your name in it.',
  emergencies: 'Emergency reports', no_emergencies: 'There are no open emergency reports.', number: 'No', received: 'Received', service: 'Service', accept: 'Accept', pass_on: 'Help is on the way', close: 'Close', send: 'Send',
  back_to_site: 'Back to the support point', answer: 'Answer', answer_example: 'For example: ambulance on its way, about 12 minutes', told: 'Sent to the support point.', step_to: 'to: {whom}', history: 'History', signature_fine: 'signature valid',
  victims: 'Victims', badly: '{count} badly', dangers: 'Danger', access: 'Way in', services: 'Asked for', present: 'There already', people: 'People', moment_of: 'When', reporter: 'Reporter', contact: 'Contact', at_the_site: 'at the support point', done_at_site: 'Done at the support point', sealed: 'Cannot be opened ({check})',
  closed_too: 'Closed ones too', only_open: 'Only open', radio_title: 'Report by radio', radio_hint: 'Take down the check number. When the report comes in later, the two are joined.', check_number: 'Check number', radio_text: 'What was read out?', radio_kept: 'Noted.', radio_joined: 'Noted. The report was here already.', radio_wrong: 'This check number is wrong. Have it repeated.', radio_waiting: 'By radio, report not here yet', join_with: 'Belongs to …', heard_at: 'By radio {time}',
  join_title: 'Join with this report?', join_hint: 'Are you sure? After that you cannot part them again.', join: 'Join',
  kind: 'Kind', sort: 'Subject', all_kinds: 'all kinds', all_sites: 'all points', open_ones: 'open', all_states: 'all', search: 'Search', power: 'Power', stocks: 'Stocks', open_requests: 'Open requests', 'desk.sealed': 'The key for records is locked. Ask the administrator.',
  'act.record.accepted': 'report accepted', 'act.record.on-the-way': 'told that help is on the way', 'act.record.answered': 'report answered', 'act.record.handled': 'report closed', 'act.radio': 'radio noted', 'act.radio.join': 'radio joined',
  'act.sign-in': 'signed in', 'act.sign-out': 'signed out', 'act.sign-in.refused': 'sign-in failed', 'act.user.add': 'person added', 'act.user.password': 'password changed', 'act.user.disable': 'person disabled',
  'act.bulletin.publish': 'message published', 'act.bulletin.propose': 'message put forward', 'act.bulletin.return': 'message given back', 'act.draft.remove': 'draft thrown away', 'act.settings': 'settings changed',
  'template.blank': 'Fill in everything first.', 'template.value': 'A value is wrong: {message}', 'desk.draft': 'The message is not complete yet.',
  situation: 'Situation and menu card', courier: 'USB courier', day: 'day {day}', sites_online: '{count} support points, {online} online', sound_on: 'Turn on sound', watch_waits: 'An emergency report waits. Sign in to read it.', watch_listens: 'This screen listens: when an emergency report comes, it rings.', watch_over: 'This screen listens no more. Sign in to hear emergency reports.', map: 'Map',
  map_spot: '{site}: {count} open', map_none: 'No support point has a place on the map.', assigned: 'Who does this?', everybodys: 'everybody’s', mine: 'mine', nobodys: 'nobody’s',
  me: '{name} (me)', assigned_now: 'Assigned.', matched: '{count} matched', match: 'Match', match_title: 'Match request and offer?', match_hint: 'Both support points get this answer. Put no names or telephone numbers in it. Staff read it and tell the resident.',
  match_words: 'Answer to {number}, {site}', match_to_request: 'Er is hulp gevonden bij noodsteunpunt {site} (nummer {number}). De medewerkers spreken dit met u af.', match_to_offer: 'Uw hulp is nodig bij noodsteunpunt {site} (nummer {number}). De medewerkers spreken dit met u af.', match_done: 'Matched. Both support points hear of it.', match_offers: 'Offers that may fit', match_requests: 'Requests this may fit',
  match_none: 'There is nothing that fits now.', match_linked: 'Matched with', match_fits: 'fits the request', same_place: 'same place', approve_initiative: 'Approve', approve_hint: 'Once approved the initiative hangs on the support point’s board, without name and telephone number.',
  serves: 'For how many people', needs: 'Still needs people', spoken: 'Speaks', single_sites: 'Only at certain support points', shown_at: 'Shown', shown_of: '{shown} of {all}',
  shown_title: 'Which support point shows this?', shown: 'shows this', shown_after: 'shows this, after {seconds} s', shown_by_stick: 'shows this, by the stick of {time}', shown_soon: 'connected, shows this within seconds', shown_stick_away: 'stick of {time} is under way',
  shown_no_line: 'no connection since {time}: send a stick', shown_never: 'never connected: send a stick', stick_of: 'stick of {time}', municipality: 'Municipality', heard: 'Last heard', known_since: 'known since {time}',
  revoked: 'revoked', site_report: 'What the support point reports itself', site_told: 'Reported at {time}', no_report: 'No situation report came yet.', staff_present: 'Staff present', visitors: 'Visitors counted',
  site_needs: 'Needs', readiness: 'Readiness and remarks', lasts: '{hours} h left', open_requests_of: 'Open requests ({count})', card: 'Menu card', stick_back_at: 'back at {time}',
  stick_write: 'Send a stick', stick_write_hint: 'All messages and answers for the support points. What was still on the stick is read first.', stick_for: 'For', stick_any: 'not noted', stick_to_folder: 'Write onto the stick', stick_to_zip: 'Save as zip',
  stick_take: 'Read a stick', stick_take_hint: 'Emergency reports, requests and messages that a courier brings. Everything stays on the stick.', stick_from_folder: 'Choose the stick', stick_from_zip: 'Choose a zip', stick_list: 'Sticks that are or were under way', stick_busy: 'Working … Leave the stick in.',
  stick_failed: 'That did not work: {message}. Try again.', stick_read: 'Read: {fresh} new, {known} were here already.', stick_nothing: 'There was nothing on it for the coordination point.', stick_from: 'From: {sites}', stick_refused: 'Not accepted ({count}): the signature or the form is wrong', stick_written: 'The stick is ready: publication v{version}, answers: {receipts}. You can take it out.', stick_zip_made: 'The zip is saved. Unpack it on an empty stick, so that the folder “baken” stands there.',
  stick_made: 'Made', stick_back: 'Back', stick_away: 'under way', 'zip.format': 'This is no zip that we can read.', 'zip.size': 'A file in this zip is too large.', 'zip.count': 'There are too many files in this zip.',
  'inbox.locked': 'The key for records is locked. Ask the administrator.', 'desk.same': 'This is published just so already.', situation_now: 'What is going on?', situation_title: 'Title, as on the screen', started: 'Began', phase: 'Phase',
  phase_before: 'preparation', phase_first72: 'first 72 hours', phase_after: 'after that', expected_recovery: 'Expected recovery', recovery_note: 'About the recovery', hazards: 'What is help needed with? (decides which advice comes first)',
  hazard_power: 'no power', hazard_telecom: 'no telephone or internet', hazard_water: 'no drinking water', hazard_cold: 'cold', hazard_heat: 'heat', hazard_flood: 'flood',
  hazard_gas: 'gas', hazard_smoke: 'smoke', hazard_storm: 'storm', hazard_evacuation: 'evacuation', publish_place: 'This will stand on the screens of all support points it concerns.',
  cards: 'Menu card of each support point', card_of: 'Menu card of {site}', status: 'State', note: 'Note', site_says: 'The support point itself reports: {status}', card_add: 'Add something',
  card_remove: 'Take off the card', referrals: 'Other places', referral_add: 'Add a place', name_of_place: 'Name', address: 'Address', other_languages: 'Other languages ({count})',
  stale_words: 'These translations still say the old thing: {languages}.', stale_remove: 'Take them out', 'act.record.assign': 'record assigned', 'act.record.match': 'request and offer matched', 'act.courier.write': 'stick written', 'act.courier.read': 'stick read',
  'act.situation.publish': 'situation published', 'act.site.publish': 'menu card published',
  'act.situation.propose': 'situation put forward', 'act.situation.return': 'situation given back', 'act.situation.remove': 'situation thrown away', 'act.site.propose': 'menu card put forward', 'act.site.return': 'menu card given back', 'act.site.remove': 'menu card thrown away',
  clock_apart: 'On the server it is {hub}, on this computer {here}. One of the two clocks is wrong. Have it put right first: with a wrong time screens show a message too short, or not at all. Was the server’s clock just put right? Then publish again what holds now.',
  'region.behind': 'This server lacks what another server published. You cannot publish here now. Ask the administrator.', close_panel: 'Close this record', situation_is: 'Situation: {title}', in_languages: 'in {count} languages', one_language: 'in one language', card_told: 'Last situation report of this support point: {time}', rules: 'Rules', more_than: 'You see the newest {count}. There are more.', show_more: 'Show more', change: 'Change', situation_none: 'There is nothing on the screens yet.', scene_advice: 'advice', scene_card: 'menu card', scene_below: 'menu card, further down', change_needs_two: 'A second person must approve this.', look_only: 'You can only look.',
  propose_title: 'Put to a colleague?', propose_place: 'Your colleague sees what changes and what the screen looks like. After that it goes to the screens.', what_changes: 'What changes', is_now: 'Now', becomes: 'Becomes', no_difference: 'This changes nothing.', goes: '(goes)', yes: 'yes', no: 'no', hazards_short: 'What help is needed with',
  overtaken: 'Somebody published something else meanwhile. What you see here takes its place.', overtaken_review: 'Somebody published something else meanwhile. This can go out no more. Give it back.',
  imports: 'Warnings', imports_hint: 'From KNMI, MeteoAlarm or another region. Nothing of this is on a screen until somebody takes it over and publishes it.', import_none: 'No warning is waiting.', import_what: 'Warning', import_here: 'Here?', import_waiting: 'waits',
  import_taken: 'taken over', import_dismissed: 'laid aside', import_withdraws: 'Its sender takes this back: {what}',
  'import.over': 'This warning is over. You cannot take it over any more.', import_over: 'over',
  'import.full': 'The list is full: new warnings do not come in any more. Lay aside what is over.', reaches_inside: 'yes', reaches_undetermined: 'perhaps', reaches_outside: 'no', import_ask: 'Fetch now',
  import_file: 'Open a file', import_got: '{fresh} new, {known} were here already.', import_problem: '{feed}: that did not work ({check}).', import_all: 'Earlier ones too', import_take: 'Take over as a draft', import_take_title: 'Take over?', import_take_hint: 'This makes a draft. Read it, put a Dutch text in plain words to it, and publish it like any other message.',
  import_dismiss: 'Lay aside', import_back: 'Back to the queue', feeds: 'Where we look', feeds_hint: 'Addresses of CAP messages, or of an Atom or RSS list of them. With 0 minutes we only look when somebody asks.', feed_address: 'Address', feed_minutes: 'Every … minutes',
  feed_add: 'Add an address', 'act.import.take': 'warning taken over', 'act.import.dismissed': 'warning laid aside', 'act.import.waiting': 'warning put back', 'act.import.fetch': 'warnings fetched', 'act.import.file': 'warning opened',
  feed_succeeded: 'Last success: {time}.', feed_failed: '{feed}: failed at {time}, as {why}.', feed_never: 'It has not worked since the server was started.', feed_unasked: 'not fetched yet.', feed_lacking: 'Messages that we could not read: {count}.',
  import_unknown: 'The list is empty, but not every source answers. There may be a warning that is missing here. Look at the website of the source, too.',
  'because.feed.slow': 'the source does not answer in time', 'because.feed.unreachable': 'there is no connection to the source', 'because.feed.status': 'the source gives an error', 'because.feed.address': 'the address is wrong', 'because.feed.size': 'the source gives too much', 'because.other': 'what the source gives cannot be used ({check})',
  'act.feeds': 'addresses of warnings changed',
};
const all = {nl, en};
let speaking = localStorage.getItem('desk-language') === 'en' ? 'en' : 'nl';
document.documentElement.lang = speaking;

export const language = () => speaking;
export function speak(next) {
  speaking = next;
  localStorage.setItem('desk-language', next);
  document.documentElement.lang = next;
}
export function t(key, values = {}) {
  const text = all[speaking][key] ?? all.nl[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
export const knows = (key) => key in nl;
export const missing = () => [...Object.keys(nl).filter((key) => !(key in en)), ...Object.keys(en).filter((key) => !(key in nl))];

const locale = () => (speaking === 'nl' ? 'nl-NL' : 'en-GB');
const zone = 'Europe/Amsterdam';
export function time(moment) {
  const date = new Date(moment);
  const near = Math.abs(Date.now() - date) < 18 * 3600e3;
  return new Intl.DateTimeFormat(locale(), {
    timeZone: zone, hour: '2-digit', minute: '2-digit', ...(near ? {} : {day: 'numeric', month: 'short'}),
  }).format(date);
}
export const moment = (value) => new Intl.DateTimeFormat(locale(), {
  timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
}).format(new Date(value));
// The day it began is day 1, as on the kiosks: calendar days, not spans of 24 hours.
export function dayOf(started, now) {
  const date = (value) => Date.parse(new Intl.DateTimeFormat('en-CA', {timeZone: zone}).format(new Date(value)));
  return Math.round((date(now) - date(started)) / 864e5) + 1;
}
export function languageName(tag) {
  if (tag === 'nl-x-simple') return speaking === 'nl' ? 'eenvoudig Nederlands' : 'easy Dutch';
  try { return new Intl.DisplayNames([locale()], {type: 'language'}).of(tag); } catch { return tag; }
}
// What to say of a refusal.
export function reason(refused) {
  if (refused.status === 0) return t('unreachable');
  if (refused.status === 403 && refused.check === 'desk.role') return t('not_allowed');
  if (refused.check === 'desk.own') return t('own_draft');
  if (refused.check === 'desk.sent') return t('sent_other');
  // What the hub names says more than a status that several refusals share.
  if (knows(refused.check)) return t(refused.check, {message: refused.message});
  if (refused.status === 503) return t('overloaded');
  if (refused.status === 409 || refused.check === 'desk.missing') return t('conflict');
  if (refused.check === 'region.busy') return t('busy');
  if (refused.check === 'key.passphrase' || refused.check === 'publish.keys') return t('key_locked');
  if (refused.check === 'desk.password') return t('too_weak');
  return t('failed', {message: refused.message});
}
