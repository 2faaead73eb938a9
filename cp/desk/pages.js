// The pages of the desk in the order of the menu: {id, role, show(content, rest, context), keep?(rest), news?(context)}.
// `keep` says that a page must not be drawn anew under somebody's hands; `news` is called whenever something changed.
import {bulletinsPage} from './bulletins.js';
import {reportsPage} from './reports.js';
import {requestsPage, initiativesPage} from './requests.js';
import {sitesPage} from './sites.js';
import {importsPage} from './imports.js';
import {situationPage} from './situation.js';
import {courierPage} from './courier.js';
import {auditPage} from './audit.js';
import {settingsPage} from './settings.js';

export const pages = [reportsPage, requestsPage, initiativesPage, bulletinsPage, importsPage, sitesPage, situationPage, courierPage, auditPage, settingsPage];
