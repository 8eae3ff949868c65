/** German labels: whole ones where the words alone would mislead, otherwise word by word. */

const LABELS: Readonly<Record<string, string>> = {
	Account: "Account",
	Accounts: "Accounts",
	"Account Name": "Accountname",
	"Account Number": "Kundennummer",
	"Annual Revenue": "Jahresumsatz",
	Birthdate: "Geburtstag",
	"Business Phone": "Telefon geschäftlich",
	Case: "Kundenvorgang",
	Cases: "Kundenvorgänge",
	Campaign: "Kampagne",
	Campaigns: "Kampagnen",
	"Close Date": "Schlusstermin",
	"Closed Lost": "Geschlossen und verloren",
	"Closed Won": "Geschlossen und gewonnen",
	Contact: "Kontakt",
	Contacts: "Kontakte",
	"Do Not Call": "Nicht anrufen",
	"Email Opt Out": "Kein E-Mail-Versand",
	Employees: "Mitarbeiter",
	Event: "Ereignis",
	Events: "Ereignisse",
	"Full Name": "Vollständiger Name",
	"Go Live": "Produktivstart",
	"Is Billable": "Abrechenbar",
	"Last Activity": "Letzte Aktivität",
	Lead: "Lead",
	"Mobile Phone": "Mobiltelefon",
	Opportunity: "Opportunity",
	Opportunities: "Opportunities",
	Order: "Auftrag",
	Orders: "Aufträge",
	Owner: "Inhaber",
	Product: "Produkt",
	Products: "Produkte",
	Project: "Projekt",
	Projects: "Projekte",
	Stage: "Phase",
	"System Modstamp": "Systemänderungsstempel",
	Task: "Aufgabe",
	Tasks: "Aufgaben",
	User: "Benutzer",
	Users: "Benutzer",
	Website: "Website",
	"Zip/Postal Code": "Postleitzahl",
};

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
	if (language !== "de" || label === "") return label;
	const whole = LABELS[label];
	if (whole !== undefined) return whole;
	const words = label.replace(/[A-Za-z]+/g, (word) => WORDS[word] ?? word);
	return words === label ? `${label} (dt.)` : words;
}
