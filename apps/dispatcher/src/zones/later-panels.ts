/** What a desk can begin its work without: one file, fetched once the desk stands. */
import '../styles/panels.css';
import '../styles/print.css';
import './messages/messages.css';
export { HelpPanel } from '../command-line/help-panel.tsx';
export { CrewCalls } from './messages/crew-calls.tsx';
export { MessagesPanel } from './messages/messages-panel.tsx';
export { CallsPanel } from './calls-panel.tsx';
export { ClosuresPanel } from './closures-panel.tsx';
export { DestinationPicker } from './destination-picker.tsx';
export { HandOverForm } from './hand-over-form.tsx';
export { CallersSection } from './incident/callers-section.tsx';
export { FieldEditor } from './incident/field-editor.tsx';
export { HazardsSection } from './incident/hazards-section.tsx';
export { PatientsSection } from './incident/patients-section.tsx';
export { ContextMenu } from './map/context-menu.tsx';
export { FacilityPopover } from './map/facility-popover.tsx';
export { LayersPanel } from './map/layers-panel.tsx';
export { PlaceEditor } from './place-editor.tsx';
