import { enRest } from '../i18n/en-rest.ts';
import { addEnglish, addStyles } from '../shared.ts';
import { restStyles } from '../styles/rest.ts';

export { createDemoClient } from './demo-client.ts';
export { Guests } from './guests.tsx';
export { HostChoice } from './host-choice.tsx';
export { CurrentTime, Moving } from './moving.tsx';
export { moveRequest, readMoving } from './moving-subject.ts';
export { Outcome } from './outcome.tsx';
export { TakenNote } from './taken-note.tsx';
export { WaitText } from './wait-text.tsx';
export { waitlistRequest } from './waitlist-request.ts';
export { ZonePanel } from './zone-panel.tsx';

addStyles(restStyles);
addEnglish(enRest);
