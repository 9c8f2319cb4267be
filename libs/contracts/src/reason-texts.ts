import type { Reason } from './reasons.ts';

export const LANGUAGES = ['en', 'bg', 'cs', 'sv'] as const;
export type Language = (typeof LANGUAGES)[number];
type Texts = Readonly<Record<Reason, string>>;

const en: Texts = {
  invalidInput: 'Some fields are not right; see the list and correct them.',
  malformedBody: 'The request could not be read; send JSON in UTF-8.',
  signInNeeded: 'Sign in first.',
  wrongCredentials: 'The e-mail or the password is not right.',
  sessionEnded: 'This session has ended; sign in again.',
  deviceNotKnown: 'The device or its key is not known here; check both in the settings of the device.',
  forbidden: 'Your role does not allow this; ask a supervisor.',
  otherOrigin: 'The request came from another site and was refused.',
  notFound: 'This does not exist, or not in your regions.',
  routeNotFound: 'There is no such address in this api.',
  unitNotFound: 'There is no such unit in this region; choose one from the unit board.',
  facilityNotFound: 'There is no such facility in this region; choose one from the list.',
  recommendationNotFound: 'There is no such recommendation for this incident; ask for a new one.',
  commandIdReused: 'This command id was already used for something else; repeat with a new one.',
  commandTooOld: 'This command is more than a day old and was not carried out; enter it again.',
  versionOutdated:
    'Somebody changed this in the meantime; look at the present state and enter your change again.',
  unitTaken: 'The unit was already sent elsewhere; choose another one.',
  unitNotOnDuty: 'The unit is not on duty; choose another one or set it on duty first.',
  incidentClosed: 'The incident is closed; open a new one.',
  incidentStillWorked: 'A unit is still working on this incident; call it off or wait until it is available.',
  assignmentEnded: 'The assignment has ended; nothing more can be reported on it.',
  transitionNotAllowed: 'This step cannot follow the present one.',
  stepAlreadyRecorded: 'This step was already reported.',
  unitHasAssignment: 'The unit is on an assignment; end or cancel it first.',
  proposalSettled: 'This proposal was already accepted, dismissed or withdrawn; look at the present ones.',
  proposalOutdated:
    'The situation has changed since this proposal was made, and nothing was changed now; look at the present proposals.',
  bodyTooLarge: 'The request is too large; send less at once.',
  unsupportedMediaType: 'Send the body as application/json.',
  locationMissing: 'The incident has no position yet; put it on the map or choose an address.',
  offMap: 'The place is outside the map of this region; check the position.',
  noRoadNearby: 'There is no road near this place; move the position to the nearest road.',
  unreachable: 'No road leads there; check the position and the closures.',
  tooManyRequests: 'Too many requests; wait a moment.',
  tooManyFailures: 'Too many failed attempts; wait before the next one.',
  internalError: 'Something failed on our side; nothing was saved. Try again and report the request id.',
  databaseUnavailable: 'Not saved: the database does not answer. Try again; nothing was half-saved.',
};

const bg: Texts = {
  invalidInput: 'Някои полета не са верни; вижте списъка и ги поправете.',
  malformedBody: 'Заявката не може да се прочете; изпратете JSON в UTF-8.',
  signInNeeded: 'Първо влезте в системата.',
  wrongCredentials: 'Имейлът или паролата не са верни.',
  sessionEnded: 'Сесията е прекратена; влезте отново.',
  deviceNotKnown:
    'Устройството или ключът му не са известни тук; проверете ги в настройките на устройството.',
  forbidden: 'Ролята ви не позволява това; обърнете се към старши диспечер.',
  otherOrigin: 'Заявката дойде от друг сайт и беше отказана.',
  notFound: 'Това не съществува или не е във вашите региони.',
  routeNotFound: 'Няма такъв адрес в това API.',
  unitNotFound: 'Няма такъв екип в региона; изберете от таблото с екипи.',
  facilityNotFound: 'Няма такова лечебно заведение в региона; изберете от списъка.',
  recommendationNotFound: 'Няма такава препоръка за този случай; поискайте нова.',
  commandIdReused: 'Този номер на команда вече е използван за друго; повторете с нов.',
  commandTooOld: 'Командата е на повече от един ден и не беше изпълнена; въведете я отново.',
  versionOutdated: 'Някой промени това междувременно; вижте текущото състояние и въведете промяната отново.',
  unitTaken: 'Екипът вече е изпратен другаде; изберете друг.',
  unitNotOnDuty: 'Екипът не е на смяна; изберете друг или първо го включете в смяна.',
  incidentClosed: 'Случаят е приключен; открийте нов.',
  incidentStillWorked: 'По случая още работи екип; отменете го или изчакайте да се освободи.',
  assignmentEnded: 'Задачата е приключила; по нея не може да се отчита повече.',
  transitionNotAllowed: 'Тази стъпка не може да последва текущата.',
  stepAlreadyRecorded: 'Тази стъпка вече е отчетена.',
  unitHasAssignment: 'Екипът изпълнява задача; първо я приключете или отменете.',
  proposalSettled: 'Това предложение вече е прието, отхвърлено или оттеглено; вижте текущите.',
  proposalOutdated:
    'Положението се е променило след това предложение и сега нищо не беше променено; вижте текущите предложения.',
  bodyTooLarge: 'Заявката е твърде голяма; изпратете по-малко наведнъж.',
  unsupportedMediaType: 'Изпратете съдържанието като application/json.',
  locationMissing: 'Случаят още няма място; посочете го на картата или изберете адрес.',
  offMap: 'Мястото е извън картата на региона; проверете го.',
  noRoadNearby: 'Няма път близо до това място; преместете го до най-близкия път.',
  unreachable: 'Дотам не води път; проверете мястото и затворените участъци.',
  tooManyRequests: 'Твърде много заявки; изчакайте малко.',
  tooManyFailures: 'Твърде много неуспешни опити; изчакайте преди следващия.',
  internalError: 'Възникна грешка при нас; нищо не е записано. Опитайте пак и съобщете номера на заявката.',
  databaseUnavailable:
    'Не е записано: базата данни не отговаря. Опитайте пак; нищо не е записано наполовина.',
};

const cs: Texts = {
  invalidInput: 'Některá pole nejsou správně; podívejte se na seznam a opravte je.',
  malformedBody: 'Požadavek nelze přečíst; pošlete JSON v UTF-8.',
  signInNeeded: 'Nejprve se přihlaste.',
  wrongCredentials: 'E-mail nebo heslo není správně.',
  sessionEnded: 'Toto přihlášení skončilo; přihlaste se znovu.',
  deviceNotKnown: 'Zařízení nebo jeho klíč tu není známo; zkontrolujte obojí v nastavení zařízení.',
  forbidden: 'Vaše role to nedovoluje; obraťte se na vedoucího směny.',
  otherOrigin: 'Požadavek přišel z jiného webu a byl odmítnut.',
  notFound: 'Toto neexistuje, nebo ne ve vašich oblastech.',
  routeNotFound: 'Taková adresa v tomto API není.',
  unitNotFound: 'Taková posádka v této oblasti není; vyberte ji z přehledu posádek.',
  facilityNotFound: 'Takové zařízení v této oblasti není; vyberte ze seznamu.',
  recommendationNotFound: 'Takové doporučení k této události není; vyžádejte si nové.',
  commandIdReused: 'Toto číslo příkazu už bylo použito k něčemu jinému; opakujte s novým.',
  commandTooOld: 'Příkaz je starší než den a nebyl proveden; zadejte jej znovu.',
  versionOutdated: 'Někdo to mezitím změnil; podívejte se na současný stav a zadejte změnu znovu.',
  unitTaken: 'Posádka už byla vyslána jinam; vyberte jinou.',
  unitNotOnDuty: 'Posádka není ve službě; vyberte jinou nebo ji nejprve do služby zařaďte.',
  incidentClosed: 'Událost je uzavřena; založte novou.',
  incidentStillWorked: 'Na události ještě pracuje posádka; odvolejte ji nebo počkejte, až bude volná.',
  assignmentEnded: 'Výjezd skončil; nelze k němu už nic hlásit.',
  transitionNotAllowed: 'Tento krok nemůže následovat po současném.',
  stepAlreadyRecorded: 'Tento krok už byl nahlášen.',
  unitHasAssignment: 'Posádka je na výjezdu; nejprve jej ukončete nebo zrušte.',
  proposalSettled: 'Tento návrh už byl přijat, odmítnut nebo stažen; podívejte se na současné.',
  proposalOutdated:
    'Situace se od tohoto návrhu změnila a nic nebylo provedeno; podívejte se na současné návrhy.',
  bodyTooLarge: 'Požadavek je příliš velký; pošlete najednou méně.',
  unsupportedMediaType: 'Pošlete obsah jako application/json.',
  locationMissing: 'Událost ještě nemá polohu; umístěte ji na mapu nebo vyberte adresu.',
  offMap: 'Místo je mimo mapu této oblasti; zkontrolujte polohu.',
  noRoadNearby: 'Poblíž tohoto místa není silnice; posuňte polohu k nejbližší silnici.',
  unreachable: 'Nevede tam žádná cesta; zkontrolujte polohu a uzavírky.',
  tooManyRequests: 'Příliš mnoho požadavků; chvíli počkejte.',
  tooManyFailures: 'Příliš mnoho neúspěšných pokusů; před dalším počkejte.',
  internalError:
    'Na naší straně došlo k chybě; nic nebylo uloženo. Zkuste to znovu a nahlaste číslo požadavku.',
  databaseUnavailable: 'Neuloženo: databáze neodpovídá. Zkuste to znovu; nic nebylo uloženo napůl.',
};

const sv: Texts = {
  invalidInput: 'Några fält är inte rätt; se listan och rätta dem.',
  malformedBody: 'Begäran kunde inte läsas; skicka JSON i UTF-8.',
  signInNeeded: 'Logga in först.',
  wrongCredentials: 'E-postadressen eller lösenordet är fel.',
  sessionEnded: 'Inloggningen har upphört; logga in igen.',
  deviceNotKnown: 'Enheten eller dess nyckel är okänd här; kontrollera båda i enhetens inställningar.',
  forbidden: 'Din roll tillåter inte detta; fråga vakthavande.',
  otherOrigin: 'Begäran kom från en annan webbplats och avvisades.',
  notFound: 'Detta finns inte, eller inte i dina regioner.',
  routeNotFound: 'Adressen finns inte i detta API.',
  unitNotFound: 'Enheten finns inte i regionen; välj en från enhetstavlan.',
  facilityNotFound: 'Vårdinrättningen finns inte i regionen; välj en från listan.',
  recommendationNotFound: 'Rekommendationen finns inte för detta ärende; begär en ny.',
  commandIdReused: 'Kommandots nummer har redan använts till något annat; upprepa med ett nytt.',
  commandTooOld: 'Kommandot är mer än ett dygn gammalt och utfördes inte; ange det igen.',
  versionOutdated: 'Någon ändrade detta under tiden; se nuläget och ange ändringen igen.',
  unitTaken: 'Enheten har redan skickats någon annanstans; välj en annan.',
  unitNotOnDuty: 'Enheten är inte i tjänst; välj en annan eller sätt den i tjänst först.',
  incidentClosed: 'Händelsen är avslutad; öppna en ny.',
  incidentStillWorked:
    'En enhet arbetar fortfarande med händelsen; återkalla den eller vänta tills den är ledig.',
  assignmentEnded: 'Uppdraget är slut; inget mer kan rapporteras på det.',
  transitionNotAllowed: 'Detta steg kan inte följa på det nuvarande.',
  stepAlreadyRecorded: 'Detta steg är redan rapporterat.',
  unitHasAssignment: 'Enheten är på uppdrag; avsluta eller avbryt det först.',
  proposalSettled: 'Förslaget är redan godtaget, avvisat eller tillbakadraget; se de aktuella.',
  proposalOutdated:
    'Läget har ändrats sedan förslaget gjordes och inget har utförts; se de aktuella förslagen.',
  bodyTooLarge: 'Begäran är för stor; skicka mindre åt gången.',
  unsupportedMediaType: 'Skicka innehållet som application/json.',
  locationMissing: 'Händelsen har ännu ingen position; sätt ut den på kartan eller välj en adress.',
  offMap: 'Platsen ligger utanför regionens karta; kontrollera positionen.',
  noRoadNearby: 'Det finns ingen väg nära platsen; flytta positionen till närmaste väg.',
  unreachable: 'Ingen väg leder dit; kontrollera positionen och avstängningarna.',
  tooManyRequests: 'För många begäranden; vänta ett ögonblick.',
  tooManyFailures: 'För många misslyckade försök; vänta före nästa.',
  internalError: 'Något gick fel hos oss; inget sparades. Försök igen och uppge begärans nummer.',
  databaseUnavailable: 'Inte sparat: databasen svarar inte. Försök igen; inget sparades till hälften.',
};

/** What a person is told, in each language. */
export const REASON_TEXTS: Readonly<Record<Language, Texts>> = { en, bg, cs, sv };

/** The best of our languages for an Accept-Language header or a language tag; English when none fits. */
export function chooseLanguage(accepted: string | undefined): Language {
  const wanted = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.map((tag) => LANGUAGES.find((language) => language === tag)).find(Boolean) ?? 'en';
}
