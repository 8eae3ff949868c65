/** German labels: whole ones where the words alone would mislead, otherwise word by word. */

const LABELS: ReadonlyMap<string, string> = new Map(
	`Account Name=Accountname
	Account Number=Kundennummer
	Account Phone=Telefon des Accounts
	Amount=Betrag
	Annual Revenue=Jahresumsatz
	Asst. Phone=Telefon der Assistenz
	Assistant's Name=Name der Assistenz
	Birthdate=Geburtstag
	Business Phone=Telefon geschäftlich
	Business Fax=Fax geschäftlich
	Campaign=Kampagne
	Campaign Member=Kampagnenmitglied
	Campaign Members=Kampagnenmitglieder
	Campaigns=Kampagnen
	Case=Kundenvorgang
	Cases=Kundenvorgänge
	Case Number=Kundenvorgangsnummer
	Clean Status=Bereinigungsstatus
	Close Date=Schlusstermin
	Closed Date=Datum der Schließung
	Closed Lost=Geschlossen und verloren
	Closed Won=Geschlossen und gewonnen
	Contact=Kontakt
	Contacts=Kontakte
	Content Document=Inhaltsdokument
	Content Documents=Inhaltsdokumente
	Contracts=Verträge
	Created By=Erstellt von
	Created Date=Erstelldatum
	Data.com Key=Data.com-Schlüssel
	Do Not Call=Nicht anrufen
	Documents=Dokumente
	Email Bounced Date=Datum der unzustellbaren E-Mail
	Email Bounced Reason=Grund der unzustellbaren E-Mail
	Email Opt Out=Kein E-Mail-Versand
	Employees=Mitarbeiter
	Event=Ereignis
	Events=Ereignisse
	Expected Amount=Erwarteter Betrag
	External Id=Externe ID
	First Name=Vorname
	Fiscal Period=Geschäftsperiode
	Fiscal Quarter=Geschäftsquartal
	Fiscal Year=Geschäftsjahr
	Folders=Ordner
	Forecast Category=Prognosekategorie
	Full Name=Vollständiger Name
	Geocode Accuracy=Geocode-Genauigkeit
	Go Live=Produktivstart
	Has Line Item=Hat Positionen
	Has Open Activity=Hat offene Aktivität
	Has Overdue Task=Hat überfällige Aufgabe
	Id. Decision Makers=Entscheider identifizieren
	Internal Comments=Interne Kommentare
	Is Billable=Abrechenbar
	Is Email Bounced=E-Mail unzustellbar
	Is Late=Verspätet
	Last Activity=Letzte Aktivität
	Last Milestone=Letzter Meilenstein
	Last Modified By=Zuletzt geändert von
	Last Modified Date=Datum der letzten Änderung
	Last Name=Nachname
	Last Referenced Date=Zuletzt referenziert am
	Last Stage Change Date=Datum der letzten Phasenänderung
	Last Stay-in-Touch Request Date=Datum der letzten Kontaktanfrage
	Last Stay-in-Touch Save Date=Datum der letzten Kontaktspeicherung
	Last Viewed Date=Zuletzt angezeigt am
	Lead Contact=Ansprechpartner
	Lead Source=Leadquelle
	Master Record=Hauptdatensatz
	Mobile Phone=Mobiltelefon
	Needs Analysis=Bedarfsanalyse
	Negotiation/Review=Verhandlung/Prüfung
	Next Step=Nächster Schritt
	On Hold=Angehalten
	Opportunity Type=Art der Opportunity
	Order=Auftrag
	Orders=Aufträge
	Owner=Inhaber
	Parent Case=Übergeordneter Kundenvorgang
	Photo URL=Foto-URL
	Planned Hours=Geplante Stunden
	Price Book=Preisbuch
	Price Books=Preisbücher
	Product=Produkt
	Products=Produkte
	Project=Projekt
	Project Name=Projektname
	Projects=Projekte
	Proposal/Price Quote=Angebot
	Prospecting=Akquise
	Record Type=Datensatztyp
	Reports To=Vorgesetzter
	Skills=Fähigkeiten
	Stage=Phase
	Start Date=Beginn
	State/Province=Bundesland
	System Modstamp=Systemänderungsstempel
	Task=Aufgabe
	Tasks=Aufgaben
	User=Benutzer
	Users=Benutzer
	Value Proposition=Nutzenversprechen
	Won=Gewonnen
	Zip/Postal Code=Postleitzahl`
		.split("\n")
		.map((line) => line.trim().split("=") as [string, string]),
);

/** Words that are the same in both languages: a label of only these is no untranslated one. */
const COGNATES = new Set([
	"Account",
	"Accounts",
	"Lead",
	"Leads",
	"Name",
	"Opportunity",
	"Opportunities",
	"Status",
	"Website",
]);

const WORDS: Readonly<Record<string, string>> = Object.fromEntries(
	`Access:Zugriff Active:Aktiv Activity:Aktivität Address:Adresse Agriculture:Landwirtschaft All:Alle Amount:Betrag
	Apparel:Bekleidung Assigned:Zugewiesen Attachment:Anlage Banking:Bankwesen Billing:Rechnung Body:Inhalt Booked:Gebucht
	Budget:Etat Business:Geschäft By:von Call:Anruf City:Ort Close:Schluss Closed:Geschlossen Code:Code Cold:Kalt
	Company:Firma Completed:Abgeschlossen Completion:Fertigstellung Construction:Bau Consulting:Beratung Contract:Vertrag
	Conversion:Umrechnung Country:Land Created:Erstellt Currency:Währung Customer:Kunde Date:Datum Deleted:Gelöscht
	Department:Abteilung Description:Beschreibung Developer:Entwickler Direct:direkt Document:Dokument Done:Erledigt
	Draft:Entwurf Duration:Dauer Education:Bildung Electronics:Elektronik Email:E-Mail End:Ende Energy:Energie
	Engineering:Technik Expected:Erwartet Expense:Ausgabe Expenses:Ausgaben File:Datei First:Erster Fiscal:Geschäftsjahr
	Folder:Ordner Forecast:Prognose Group:Gruppe Healthcare:Gesundheit High:Hoch History:Verlauf Hold:Pause Home:Privat
	Hot:Heiß Hours:Stunden Industry:Branche Invoice:Rechnung Is:Ist Item:Position Job:Auftrag Language:Sprache Last:Letzte
	Latitude:Breitengrad Left:übrig Level:Stufe Line:Zeile List:Liste Location:Standort Log:Protokoll Longitude:Längengrad
	Low:Niedrig Machine:Maschine Machines:Maschinen Mailing:Post Manager:Vorgesetzter Manufacturing:Fertigung Master:Haupt
	Medium:Mittel Member:Mitglied Milestone:Meilenstein Milestones:Meilensteine Modified:Geändert Name:Name New:Neu
	Next:Nächster None:Keine Normal:Normal Note:Notiz Notes:Notizen Number:Nummer Other:Andere Parent:Übergeordnet
	Period:Zeitraum Permission:Berechtigung Phone:Telefon Picklist:Auswahlliste Postal:Post Price:Preis Priority:Priorität
	Private:Privat Probability:Wahrscheinlichkeit Product:Produkt Profile:Profil Project:Projekt Prospect:Interessent
	Public:Öffentlich Quantity:Menge Quarter:Quartal Queue:Warteschlange Rate:Satz Rating:Bewertung Reason:Grund Record:Datensatz
	Referenced:Referenziert Related:Verwandt Remark:Bemerkung Reports:Unterstellt Revenue:Umsatz Risks:Risiken Role:Rolle
	Salutation:Anrede Set:Satz Share:Freigabe Shipping:Lieferung Size:Größe Skill:Fähigkeit Source:Quelle Spent:Ausgegeben
	Start:Beginn State:Zustand Status:Status Street:Straße Subject:Betreff Tags:Schlagworte Technology:Technologie
	Ticker:Börsen Time:Zeit Title:Titel To:an Total:Gesamt Transportation:Verkehr Type:Typ Unit:Stück User:Benutzer
	Version:Version Viewed:Angezeigt Warm:Warm Working:Bearbeitet Year:Jahr Zone:Zone My:Meine Escalated:Eskaliert`
		.split(/\s+/)
		.map((pair) => pair.split(":") as [string, string]),
);

/** A label in a language. Texts that the catalogue does not know are marked, so that they too differ from English. */
export function labelIn(language: string, label: string): string {
	if (language !== "de" || label === "" || COGNATES.has(label)) return label;
	const whole = LABELS.get(label);
	if (whole !== undefined) return whole;
	const stem = label.endsWith(" ID") ? label.slice(0, -" ID".length) : null;
	if (stem !== null) return `${COGNATES.has(stem) ? stem : labelIn(language, stem).replace(" (dt.)", "")}-ID`;
	const place = /^(Billing|Shipping|Mailing|Other|Home) (.+)$/.exec(label);
	if (place !== null) return `${labelIn(language, place[2] ?? "")} (${PLACES[place[1] ?? ""] ?? ""})`;
	const words = label.replace(/[A-Za-z]+/g, (word) => WORDS[word] ?? LABELS.get(word) ?? word);
	return words === label ? `${label} (dt.)` : words;
}

const PLACES: Readonly<Record<string, string>> = {
	Billing: "Rechnung",
	Shipping: "Lieferung",
	Mailing: "Postanschrift",
	Other: "andere",
	Home: "privat",
};
