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
  cannotJoinItself: 'An incident cannot be joined to itself; choose another one.',
  otherRegion: 'The two belong to different regions; choose an incident of the same region.',
  alreadyJoined: 'The incident is already joined to another one; undo that first.',
  notJoined: 'The incident is not joined to another one; there is nothing to undo.',
  transitionNotAllowed: 'This step cannot follow the present one.',
  stepAlreadyRecorded: 'This step was already reported.',
  unitHasAssignment: 'The unit is on an assignment; end or cancel it first.',
  unitAlreadyOnIncident:
    'The unit is already on this incident or reserved for it; activate the reserved assignment or choose another unit.',
  reservationsFull:
    'The unit has as many reserved assignments as it may have; cancel one of them or choose another unit.',
  assignmentNotReserved: 'Only a reserved assignment can be activated; look at what the unit does now.',
  divertNotMoreUrgent:
    'The other incident is not more urgent; give a reason if the unit is to be diverted all the same.',
  sameIncident: 'The unit is on this incident already; choose another incident to divert it to.',
  sameUnit: 'This unit has the assignment already; choose another unit to take it over.',
  proposalSettled: 'This proposal was already accepted, dismissed or withdrawn; look at the present ones.',
  proposalOutdated:
    'The situation has changed since this proposal was made, and nothing was changed now; look at the present proposals.',
  bodyTooLarge: 'The request is too large; send less at once.',
  unsupportedMediaType: 'Send the body as application/json.',
  locationMissing: 'The incident has no position yet; put it on the map or choose an address.',
  untilPast: 'The end given has passed; choose a later one.',
  untilTooFar: 'The end given is too far ahead; choose an earlier one and renew it then.',
  serviceNotOffered:
    'The facility does not offer this service; choose one it offers, or have its services corrected first.',
  openingHoursUnclear:
    'These opening hours could not be read; write them like “Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off”.',
  holidayOfOtherYear: 'A day given is in another year; give the days of one year at a time.',
  offMap: 'The place is outside the map of this region; check the position.',
  noRoadNearby: 'There is no road near this place; move the position to the nearest road.',
  unreachable: 'No road leads there; check the position and the closures.',
  triageTreeNotFound: 'There is no such version of these questions; load them again and ask anew.',
  questionNotAsked:
    'An answer belongs to a question that these answers do not lead to; go back and answer the questions in order.',
  answerUnknown: 'The question has no such answer; choose one of those offered.',
  alreadyDecided: 'The questions had already ended; leave out the answers after the last one.',
  triageUnfinished:
    'A question is still open; answer it, or open the incident with category and priority alone.',
  reasonMissing: 'Give the reason for this change, and send it again.',
  nothingChanged: 'This changes neither category nor priority; choose another one or leave the override out.',
  noRoadInShape: 'No road follows what you drew; draw along a road, across one or around some.',
  closureTooLarge: 'The shape takes in too many roads at once; draw a smaller one, or several.',
  closureEndsTooEarly: 'The end must be later than the start and than now; to end a closure now, lift it.',
  closureEnded: 'This closure is no longer in force; draw a new one.',
  closureNotSlow: 'The stretch is closed, not slow; lift the closure and draw a slow stretch.',
  closureOfOtherRegion: 'Another region closed this road; ask its control room to change it.',
  trainingOnLiveMap:
    'Closures act on the whole map, which live regions use too; for exercises give the training region a map of its own.',
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
  cannotJoinItself: 'Случай не може да се обедини сам със себе си; изберете друг.',
  otherRegion: 'Двата са от различни региони; изберете случай от същия регион.',
  alreadyJoined: 'Случаят вече е обединен с друг; първо отменете това.',
  notJoined: 'Случаят не е обединен с друг; няма какво да се отмени.',
  transitionNotAllowed: 'Тази стъпка не може да последва текущата.',
  stepAlreadyRecorded: 'Тази стъпка вече е отчетена.',
  unitHasAssignment: 'Екипът изпълнява задача; първо я приключете или отменете.',
  unitAlreadyOnIncident:
    'Екипът вече е по този случай или е запазен за него; активирайте запазената задача или изберете друг екип.',
  reservationsFull:
    'Екипът има толкова запазени задачи, колкото може; отменете една от тях или изберете друг екип.',
  assignmentNotReserved: 'Само запазена задача може да се активира; вижте какво прави екипът сега.',
  divertNotMoreUrgent:
    'Другият случай не е по-спешен; посочете причина, ако екипът все пак трябва да бъде пренасочен.',
  sameIncident: 'Екипът вече е по този случай; изберете друг случай, към който да бъде пренасочен.',
  sameUnit: 'Задачата вече е на този екип; изберете друг екип, който да я поеме.',
  proposalSettled: 'Това предложение вече е прието, отхвърлено или оттеглено; вижте текущите.',
  proposalOutdated:
    'Положението се е променило след това предложение и сега нищо не беше променено; вижте текущите предложения.',
  bodyTooLarge: 'Заявката е твърде голяма; изпратете по-малко наведнъж.',
  unsupportedMediaType: 'Изпратете съдържанието като application/json.',
  locationMissing: 'Случаят още няма място; посочете го на картата или изберете адрес.',
  untilPast: 'Посоченият край вече е минал; изберете по-късен.',
  untilTooFar: 'Посоченият край е твърде далеч; изберете по-ранен и тогава го подновете.',
  serviceNotOffered: 'Заведението не предлага тази услуга; изберете друга или първо поправете услугите му.',
  openingHoursUnclear:
    'Работното време не може да се прочете; напишете го така: „Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off“.',
  holidayOfOtherYear: 'Посочен е ден от друга година; посочвайте дните година по година.',
  offMap: 'Мястото е извън картата на региона; проверете го.',
  noRoadNearby: 'Няма път близо до това място; преместете го до най-близкия път.',
  unreachable: 'Дотам не води път; проверете мястото и затворените участъци.',
  triageTreeNotFound: 'Няма такава версия на тези въпроси; заредете ги отново и попитайте наново.',
  questionNotAsked:
    'Един отговор е за въпрос, до който тези отговори не водят; върнете се и отговорете по ред.',
  answerUnknown: 'Въпросът няма такъв отговор; изберете един от предложените.',
  alreadyDecided: 'Въпросите вече бяха приключили; махнете отговорите след последния.',
  triageUnfinished: 'Остава въпрос без отговор; отговорете или открийте случая само с категория и приоритет.',
  reasonMissing: 'Посочете причина за тази промяна и я изпратете отново.',
  nothingChanged: 'Това не променя нито категорията, нито приоритета; изберете друго или махнете промяната.',
  noRoadInShape: 'Никой път не следва нарисуваното; рисувайте по път, през път или около пътища.',
  closureTooLarge: 'Очертанието обхваща твърде много пътища наведнъж; нарисувайте по-малко или няколко.',
  closureEndsTooEarly:
    'Краят трябва да е след началото и след този момент; за да отворите участъка сега, отменете затварянето.',
  closureEnded: 'Това затваряне вече не е в сила; нарисувайте ново.',
  closureNotSlow: 'Участъкът е затворен, а не забавен; отменете затварянето и нарисувайте забавен участък.',
  closureOfOtherRegion: 'Пътят е затворен от друг регион; помолете неговия център да промени това.',
  trainingOnLiveMap:
    'Затварянията важат за цялата карта, а тя служи и на действащи региони; за учения дайте на учебния регион отделна карта.',
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
  cannotJoinItself: 'Událost nelze sloučit samu se sebou; vyberte jinou.',
  otherRegion: 'Obě patří do různých oblastí; vyberte událost ze stejné oblasti.',
  alreadyJoined: 'Událost už je sloučena s jinou; nejprve to vraťte.',
  notJoined: 'Událost není sloučena s jinou; není co vracet.',
  transitionNotAllowed: 'Tento krok nemůže následovat po současném.',
  stepAlreadyRecorded: 'Tento krok už byl nahlášen.',
  unitHasAssignment: 'Posádka je na výjezdu; nejprve jej ukončete nebo zrušte.',
  unitAlreadyOnIncident:
    'Posádka už na této události je nebo je pro ni rezervována; aktivujte rezervovaný výjezd nebo vyberte jinou posádku.',
  reservationsFull:
    'Posádka má tolik rezervovaných výjezdů, kolik smí mít; zrušte jeden z nich nebo vyberte jinou posádku.',
  assignmentNotReserved: 'Aktivovat lze jen rezervovaný výjezd; podívejte se, co posádka právě dělá.',
  divertNotMoreUrgent: 'Druhá událost není naléhavější; má-li být posádka přesto odkloněna, uveďte důvod.',
  sameIncident: 'Posádka už na této události je; vyberte jinou událost, ke které má být odkloněna.',
  sameUnit: 'Výjezd už má tato posádka; vyberte jinou, která jej převezme.',
  proposalSettled: 'Tento návrh už byl přijat, odmítnut nebo stažen; podívejte se na současné.',
  proposalOutdated:
    'Situace se od tohoto návrhu změnila a nic nebylo provedeno; podívejte se na současné návrhy.',
  bodyTooLarge: 'Požadavek je příliš velký; pošlete najednou méně.',
  unsupportedMediaType: 'Pošlete obsah jako application/json.',
  locationMissing: 'Událost ještě nemá polohu; umístěte ji na mapu nebo vyberte adresu.',
  untilPast: 'Zadaný konec už minul; zvolte pozdější.',
  untilTooFar: 'Zadaný konec je příliš daleko; zvolte dřívější a pak jej prodlužte.',
  serviceNotOffered: 'Zařízení tuto službu nenabízí; zvolte jinou, nebo nejprve opravte jeho služby.',
  openingHoursUnclear:
    'Tuto otevírací dobu nelze přečíst; pište ji takto: „Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off“.',
  holidayOfOtherYear: 'Některý den je z jiného roku; zadávejte dny po jednotlivých letech.',
  offMap: 'Místo je mimo mapu této oblasti; zkontrolujte polohu.',
  noRoadNearby: 'Poblíž tohoto místa není silnice; posuňte polohu k nejbližší silnici.',
  unreachable: 'Nevede tam žádná cesta; zkontrolujte polohu a uzavírky.',
  triageTreeNotFound: 'Taková verze těchto otázek není; načtěte je znovu a ptejte se od začátku.',
  questionNotAsked:
    'Jedna odpověď patří k otázce, ke které tyto odpovědi nevedou; vraťte se a odpovídejte popořadě.',
  answerUnknown: 'Otázka takovou odpověď nemá; vyberte jednu z nabízených.',
  alreadyDecided: 'Otázky už skončily; vynechte odpovědi za poslední z nich.',
  triageUnfinished:
    'Jedna otázka zůstává bez odpovědi; odpovězte na ni, nebo událost založte jen s kategorií a prioritou.',
  reasonMissing: 'Uveďte důvod této změny a pošlete ji znovu.',
  nothingChanged: 'Tím se nemění kategorie ani priorita; vyberte jinou, nebo změnu vynechte.',
  noRoadInShape: 'Nakreslené nevede po žádné silnici; kreslete po silnici, přes ni nebo kolem silnic.',
  closureTooLarge: 'Tvar zahrnuje příliš mnoho silnic najednou; nakreslete menší, nebo několik.',
  closureEndsTooEarly:
    'Konec musí být později než začátek i než teď; chcete-li uzavírku ukončit hned, zrušte ji.',
  closureEnded: 'Tato uzavírka už neplatí; nakreslete novou.',
  closureNotSlow: 'Úsek je uzavřen, ne zpomalen; uzavírku zrušte a nakreslete pomalý úsek.',
  closureOfOtherRegion: 'Silnici uzavřela jiná oblast; o změnu požádejte její operační středisko.',
  trainingOnLiveMap:
    'Uzavírky platí na celé mapě, kterou užívá i ostrý provoz; pro cvičení dejte cvičné oblasti vlastní mapu.',
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
  cannotJoinItself: 'En händelse kan inte slås ihop med sig själv; välj en annan.',
  otherRegion: 'De två hör till olika regioner; välj en händelse i samma region.',
  alreadyJoined: 'Händelsen är redan ihopslagen med en annan; ångra det först.',
  notJoined: 'Händelsen är inte ihopslagen med någon annan; det finns inget att ångra.',
  transitionNotAllowed: 'Detta steg kan inte följa på det nuvarande.',
  stepAlreadyRecorded: 'Detta steg är redan rapporterat.',
  unitHasAssignment: 'Enheten är på uppdrag; avsluta eller avbryt det först.',
  unitAlreadyOnIncident:
    'Enheten är redan på händelsen eller reserverad för den; aktivera det reserverade uppdraget eller välj en annan enhet.',
  reservationsFull:
    'Enheten har så många reserverade uppdrag som den får ha; avbryt ett av dem eller välj en annan enhet.',
  assignmentNotReserved: 'Bara ett reserverat uppdrag kan aktiveras; se vad enheten gör nu.',
  divertNotMoreUrgent:
    'Den andra händelsen är inte mer brådskande; ange en orsak om enheten ändå ska dirigeras om.',
  sameIncident: 'Enheten är redan på denna händelse; välj en annan händelse att dirigera om den till.',
  sameUnit: 'Enheten har redan uppdraget; välj en annan enhet som tar över det.',
  proposalSettled: 'Förslaget är redan godtaget, avvisat eller tillbakadraget; se de aktuella.',
  proposalOutdated:
    'Läget har ändrats sedan förslaget gjordes och inget har utförts; se de aktuella förslagen.',
  bodyTooLarge: 'Begäran är för stor; skicka mindre åt gången.',
  unsupportedMediaType: 'Skicka innehållet som application/json.',
  locationMissing: 'Händelsen har ännu ingen position; sätt ut den på kartan eller välj en adress.',
  untilPast: 'Den angivna sluttiden har passerat; välj en senare.',
  untilTooFar: 'Den angivna sluttiden ligger för långt fram; välj en tidigare och förläng då.',
  serviceNotOffered:
    'Vårdinrättningen erbjuder inte detta; välj något den erbjuder, eller rätta dess utbud först.',
  openingHoursUnclear:
    'Öppettiderna gick inte att läsa; skriv dem så här: ”Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off”.',
  holidayOfOtherYear: 'En dag hör till ett annat år; ange dagarna för ett år i taget.',
  offMap: 'Platsen ligger utanför regionens karta; kontrollera positionen.',
  noRoadNearby: 'Det finns ingen väg nära platsen; flytta positionen till närmaste väg.',
  unreachable: 'Ingen väg leder dit; kontrollera positionen och avstängningarna.',
  triageTreeNotFound: 'Den versionen av frågorna finns inte; hämta dem igen och fråga på nytt.',
  questionNotAsked: 'Ett svar hör till en fråga som svaren inte leder till; gå tillbaka och svara i ordning.',
  answerUnknown: 'Frågan har inget sådant svar; välj ett av dem som erbjuds.',
  alreadyDecided: 'Frågorna var redan slut; ta bort svaren efter det sista.',
  triageUnfinished:
    'En fråga är obesvarad; besvara den, eller öppna händelsen med bara kategori och prioritet.',
  reasonMissing: 'Ange skälet till ändringen och skicka den igen.',
  nothingChanged: 'Detta ändrar varken kategori eller prioritet; välj något annat eller utelämna ändringen.',
  noRoadInShape: 'Ingen väg följer det du ritade; rita längs en väg, tvärs över den eller runt vägar.',
  closureTooLarge: 'Formen tar in för många vägar på en gång; rita en mindre, eller flera.',
  closureEndsTooEarly:
    'Slutet måste vara senare än både början och nu; häv avstängningen om den ska upphöra nu.',
  closureEnded: 'Avstängningen gäller inte längre; rita en ny.',
  closureNotSlow: 'Sträckan är avstängd, inte långsam; häv avstängningen och rita en långsam sträcka.',
  closureOfOtherRegion: 'En annan region har stängt vägen; be dess larmcentral att ändra det.',
  trainingOnLiveMap:
    'Avstängningar gäller hela kartan, som även används skarpt; ge övningsregionen en egen karta för övningar.',
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
