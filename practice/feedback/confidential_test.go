package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/practice/feedback"
)

func TestConfidentialMatterIsFoundWithItsKind(t *testing.T) {
	for _, test := range []struct {
		text  string
		kind  feedback.DisclosureKind
		quote string
	}{
		{"It came to light on srv-db-03 in the night.", feedback.HostName, "srv-db-03"},
		{"The box was FRA-DC01.", feedback.HostName, "FRA-DC01"},
		{"We moved the shares from fs02 on Friday.", feedback.HostName, "fs02"},
		{"I restarted muc-sql-prod1 twice.", feedback.HostName, "muc-sql-prod1"},
		{"The controller is dc01.brauerei.local and nobody knew.", feedback.HostName, "dc01.brauerei.local"},
		{"Everything went through mail.brauerei-huber.de then.", feedback.HostName, "mail.brauerei-huber.de"},
		{"I opened https://wiki.intern.huber.net:8443/page first.", feedback.HostName, "https://wiki.intern.huber.net:8443/page"},
		{"I opened <https://vpn.huber-bau.co.uk/login|the portal>.", feedback.HostName, "https://vpn.huber-bau.co.uk/login"},
		{`Files lay on \\nas01\finance for years.`, feedback.HostName, `\\nas01\finance`},
		{"The front ends of shop-fe02.intern.acme.de moved first.", feedback.HostName, "shop-fe02.intern.acme.de"},
		{"I rolled it out on db.test.huber.de before the rest.", feedback.HostName, "db.test.huber.de"},
		{"The page on https://intra.contoso.com/wiki was old.", feedback.HostName, "https://intra.contoso.com/wiki"},
		{"The old controller, dc.domain.local, still answered.", feedback.HostName, "dc.domain.local"},
		{"The gateway answered at 10.20.14.7, the other did not.", feedback.NetAddress, "10.20.14.7"},
		{"I blocked 91.198.174.192 on the firewall.", feedback.NetAddress, "91.198.174.192"},
		{"It was reachable at 172.16.44.9:8080 from outside.", feedback.NetAddress, "172.16.44.9:8080"},
		{"The printer had `192.168.44.17` fixed.", feedback.NetAddress, "192.168.44.17"},
		{"The phone with 00:1a:2b:3c:4d:5e kept joining.", feedback.NetAddress, "00:1a:2b:3c:4d:5e"},
		{"We found 00-1A-2B-3C-4D-5E behind the shelf.", feedback.NetAddress, "00-1A-2B-3C-4D-5E"},
		{"The switch learned 001a.2b3c.4d5e on two ports.", feedback.NetAddress, "001a.2b3c.4d5e"},
		{"It listened on 2a02:8108:96c0:1f4::17 as well.", feedback.NetAddress, "2a02:8108:96c0:1f4::17"},
		{"The password was Winter2023! for everybody.", feedback.Secret, "Winter2023!"},
		{"Everyone logged in with password Heron!4471 then.", feedback.Secret, "Heron!4471"},
		{"password: hunter2x", feedback.Secret, "hunter2x"},
		{`The root password was "schnitzel" for six years.`, feedback.Secret, "schnitzel"},
		{"I had set the password to Sommer2024! myself.", feedback.Secret, "Sommer2024!"},
		{"The script had pwd=k3llerW0rt in it.", feedback.Secret, "k3llerW0rt"},
		{"Somebody committed ghp_16C7e42F292c6912E7710c838347Ae178B4a to it.", feedback.Secret, "ghp_16C7e42F292c6912E7710c838347Ae178B4a"},
		{"The key AKIAIOSFODNN7QXAMPLE stood in the log.", feedback.Secret, "AKIAIOSFODNN7QXAMPLE"},
		{"The API key is 9f8a7c6b5d4e3f2a1b0c.", feedback.Secret, "9f8a7c6b5d4e3f2a1b0c"},
		{"It connected to postgres://app:s3cr3t@db/orders.", feedback.Secret, "postgres://app:s3cr3t@db/orders"},
		{"The login was monitor / Winter2023 on every screen.", feedback.Secret, "monitor / Winter2023"},
		{"I logged on with sa / Sommer2023! and started the restore.", feedback.Secret, "sa / Sommer2023!"},
		{"I logged in to the controller as root:Toor2021 and looked.", feedback.Secret, "root:Toor2021"},
		{"I signed in as sa with Sommer2023! and it worked.", feedback.Secret, "Sommer2023!"},
		{"I logged onto the old box with Winter2019 and nobody noticed.", feedback.Secret, "Winter2019"},
		{"We connected to the database as svc_app/hunter22X at night.", feedback.Secret, "svc_app/hunter22X"},
		{"The creds: admin/Welcome1, for everybody.", feedback.Secret, "admin/Welcome1"},
		{"The creds were admin:Welcome1 for everybody.", feedback.Secret, "admin:Welcome1"},
		{"The credentials (admin / Welcome1) were the vendor's.", feedback.Secret, "admin / Welcome1"},
		{"User / password: sa / Sommer2023!", feedback.Secret, "sa / Sommer2023!"},
		{"The user/pw was monitor/winter2023 on every screen.", feedback.Secret, "monitor/winter2023"},
		{"In the script stood sa / Sommer2023! for all to read.", feedback.Secret, "sa / Sommer2023!"},
		{"It still answered to root:Toor2021 then.", feedback.Secret, "root:Toor2021"},
		{"Log in with admin and Welcome1 to see it.", feedback.Secret, "admin and Welcome1"},
		{"The creds: admin, Welcome1, as in the handbook.", feedback.Secret, "admin, Welcome1"},
		{"I logged in as administrator (Sommer2023!) at once.", feedback.Secret, "administrator (Sommer2023!"},
		{"The pw was Herbst21 and is no more.", feedback.Secret, "Herbst21"},
		{"I typed in the password sommer2023 by hand.", feedback.Secret, "sommer2023"},
		{"The user was sa, pass: Sommer2023!", feedback.Secret, "Sommer2023!"},
		{"It had user=sa pass=Sommer2023 in it.", feedback.Secret, "Sommer2023"},
		{"The account admin pass Welcome1 was shared.", feedback.Secret, "Welcome1"},
		{"The door code was 4711 and hung beside it.", feedback.Secret, "4711"},
		{"The PIN is 90210.", feedback.Secret, "90210"},
		{"I wrote to petra.huber@brauerei-huber.de at once.", feedback.MailAddress, "petra.huber@brauerei-huber.de"},
		{"I wrote to <mailto:it@clinic-east.org|it@clinic-east.org>.", feedback.MailAddress, "it@clinic-east.org"},
		{"I wrote to petra@acme.de at once.", feedback.MailAddress, "petra@acme.de"},
		{"I wrote to it@example.huber.de at once.", feedback.MailAddress, "it@example.huber.de"},
		{"I rang +49 171 2345678 at four in the morning.", feedback.PhoneNumber, "+49 171 2345678"},
		{"You can call me on 0171 2345678 any time.", feedback.PhoneNumber, "0171 2345678"},
		{"If anybody calls: 0171 5551234, they get me.", feedback.PhoneNumber, "0171 5551234"},
		{"The duty desk, 0171 5551234, was busy.", feedback.PhoneNumber, "0171 5551234"},
		{"I left +49 30 1234567 with them.", feedback.PhoneNumber, "+49 30 1234567"},
		{"They could call me on 07700 900123 by night.", feedback.PhoneNumber, "07700 900123"},
		{"On the door stood 089/1234567 for the night.", feedback.PhoneNumber, "089/1234567"},
		{"We put 020 7946 0958 on every screen.", feedback.PhoneNumber, "020 7946 0958"},
		{"The carrier's desk is (212) 867-5309, day and night.", feedback.PhoneNumber, "(212) 867-5309"},
		{"Their duty phone, 415-867-5309, rang out.", feedback.PhoneNumber, "415-867-5309"},
		{"It is contract number 4711-0815 with the carrier.", feedback.RecordNumber, "4711-0815"},
		{"I gave them our customer no. 20394857 twice.", feedback.RecordNumber, "20394857"},
		{"The invoice #48213 was never paid.", feedback.RecordNumber, "#48213"},
		{"Our customer Brandt Logistik lost a day.", feedback.CustomerName, "Brandt Logistik"},
		{"It hit a client called BMW first.", feedback.CustomerName, "BMW"},
		{"Our largest customer, Hollmann Fittings, rang me.", feedback.CustomerName, "Hollmann Fittings"},
		{"That year Brindlehof was our biggest client.", feedback.CustomerName, "Brindlehof"},
		{"He wanted me to give Rheinwerk Logistics, our biggest customer, a login.", feedback.CustomerName, "Rheinwerk Logistics"},
		{"Rheinwerk Logistics, our biggest customer, rang at six.", feedback.CustomerName, "Rheinwerk Logistics"},
		{"At Hofer Logistik, our customer, I put the front ends into containers.", feedback.CustomerName, "Hofer Logistik"},
		{"I moved the shop of our client Brindlehof.", feedback.CustomerName, "Brindlehof"},
		{"It was for our largest account, Meyer & Söhne.", feedback.CustomerName, "Meyer & Söhne"},
		{"Meyer & Söhne, our largest account, left that year.", feedback.CustomerName, "Meyer & Söhne"},
		{"With Hofer Bau AG, our oldest client, it went well.", feedback.CustomerName, "Hofer Bau AG"},
		{"I began with Brindlehof, our second tenant.", feedback.CustomerName, "Brindlehof"},
		{"Somebody had tried the PIN 4711 on it.", feedback.Secret, "4711"},
		{"The old credentials admin:admin123 were still on.", feedback.Secret, "admin:admin123"},
		{"The wifi key was Blumen2020! for all of them.", feedback.Secret, "Blumen2020!"},
		{"I found the root account with password 12345678 there.", feedback.Secret, "12345678"},
		{"The password is still sommer2023 in two plants.", feedback.Secret, "sommer2023"},
		{"The script had password= hunter22 in it.", feedback.Secret, "hunter22"},
		{"They all used Welcome17 as the password.", feedback.Secret, "Welcome17"},
		{"I did it at customer Kranzler Bau GmbH first.", feedback.CustomerName, "Kranzler Bau GmbH"},
		{"Our first tenant, Brandt Textil, wanted its own domain.", feedback.CustomerName, "Brandt Textil"},
		{"I rang Brindlehof (our main customer) at once.", feedback.CustomerName, "Brindlehof"},
		{"For Brandt Logistik — our third largest account — it was too late.", feedback.CustomerName, "Brandt Logistik"},
		{"I owed it to Brandt Logistik, one of our oldest customers.", feedback.CustomerName, "Brandt Logistik"},
		{"Brindlehof, our biggest customer, rang at six.", feedback.CustomerName, "Brindlehof"},
		{"Siemens is our biggest customer, so I drove there.", feedback.CustomerName, "Siemens"},
		{"I did it for our biggest customer, Brindlehof.", feedback.CustomerName, "Brindlehof"},
		{"It hit Hofer Logistik, our largest customer's supplier as well, and Brindlehof, our client since 2011.", feedback.CustomerName, "Brindlehof"},
		{"We promised Metro Foods a portal by 1 March. I rang their project lead the same day.", feedback.CustomerName, "Metro Foods"},
		{"We had sold Kramer Weber a service they didn't need, and their boss rang.", feedback.CustomerName, "Kramer Weber"},
		{"We built a portal for Nordwind Logistik in 2022.", feedback.CustomerName, "Nordwind Logistik"},
		{"In May we delivered the first half of it to Hofer Bau AG and waited.", feedback.CustomerName, "Hofer Bau AG"},
		{"We'd promised Metro Foods that it runs by March.", feedback.CustomerName, "Metro Foods"},
		{"We hosted a customer named tarnbrook back then.", feedback.CustomerName, "tarnbrook"},
		{"I moved the mail for our customer Hotel Adlon in May.", feedback.CustomerName, "Hotel Adlon"},
		{"for our customer Hotel Adlon", feedback.CustomerName, "Hotel Adlon"},
		{"Our client Bank of Tarnbrook wanted it at once.", feedback.CustomerName, "Bank of Tarnbrook"},
		{"My customer, the Charité hospital, rang at six.", feedback.CustomerName, "Charité"},
		{"I did it at our client the Brindlehof Clinic and stayed.", feedback.CustomerName, "Brindlehof Clinic"},
		{"Our client was Barclays.", feedback.CustomerName, "Barclays"},
		{"My biggest customer at the time was Barclays, and I rang them.", feedback.CustomerName, "Barclays"},
		{"Our customer then was Hofer Logistik and they had one printer.", feedback.CustomerName, "Hofer Logistik"},
		{"The customer was Metro Foods and it was urgent.", feedback.CustomerName, "Metro Foods"},
		{"*Our client was Barclays*", feedback.CustomerName, "Barclays"},
		{"“Our client was Barclays”", feedback.CustomerName, "Barclays"},
		{"```our client was Barclays```", feedback.CustomerName, "Barclays"},
		{"Our client was Barclays:\t", feedback.CustomerName, "Barclays"},
		{"our biggest customer, Metro Foods", feedback.CustomerName, "Metro Foods"},
		{"it broke at our biggest customer Metro Foods and I drove there", feedback.CustomerName, "Metro Foods"},
		{"For our customer Siemens Energy we moved the mail.", feedback.CustomerName, "Siemens Energy"},
		{"My customer, the University of Vienna, rang.", feedback.CustomerName, "University of Vienna"},
		{"Our client was Barclays and we had three days", feedback.CustomerName, "Barclays"},
		{"Our customer Allianz Insurance Group paid.", feedback.CustomerName, "Allianz Insurance Group"},
		{"Our oldest client, Brandt Media Services, left.", feedback.CustomerName, "Brandt Media Services"},
		{"The password for the portal was Sommer!2023", feedback.Secret, "Sommer!2023"},
		{"the password of the exchange was Winter2024! and nobody minded", feedback.Secret, "Winter2024!"},
		{"well so the password of the exchange was Winter2024 and then we looked at the logs", feedback.Secret, "Winter2024"},
		{"the password they all used was sommer2023 and that was it", feedback.Secret, "sommer2023"},
		{"The password for the app on the tablets was still 123456.", feedback.Secret, "123456"},
		{"pw for root is hunter22", feedback.Secret, "hunter22"},
		{"Password for root: hunter22", feedback.Secret, "hunter22"},
		{"the PIN for the door was 4711", feedback.Secret, "4711"},
		{"The code for the gate was 4711, as everywhere.", feedback.Secret, "4711"},
		{"The password was too short, so I changed it to Winter2024!", feedback.Secret, "Winter2024!"},
		{"I changed it to Winter2024! and told the desk", feedback.Secret, "Winter2024!"},
		{"The admin password had been set to `Heron!4471` by the vendor.", feedback.Secret, "Heron!4471"},
		{"I changed the password from Winter2023 to Heron!4471 that night.", feedback.Secret, "Winter2023"},
		{"I changed the password from Winter2023 to Heron!4471 that night.", feedback.Secret, "Heron!4471"},
		{"They changed the shared password of the kiosk to Start123 for me.", feedback.Secret, "Start123"},
		{"Password:\nSommer2023!", feedback.Secret, "Sommer2023!"},
		{"User:\nadmin\n*Password:*\r\n`Heron4471`\nThen I looked.", feedback.Secret, "Heron4471"},
		{"PIN:\n4711", feedback.Secret, "4711"},
		{"login admin / Passw0rd", feedback.Secret, "admin / Passw0rd"},
		{"The login for the portal was monitor / Winter2023 then.", feedback.Secret, "monitor / Winter2023"},
	} {
		found := feedback.Confidential(test.text)
		if !slices.Contains(found, feedback.Disclosure{Kind: test.kind, Quote: test.quote}) {
			t.Errorf("%q: found %q, want %s %q", test.text, found, test.kind, test.quote)
		}
		for _, d := range found {
			if !strings.Contains(test.text, d.Quote) || d.Kind.What() == "" {
				t.Errorf("%q: %+v", test.text, d)
			}
		}
	}
}

func TestWhatIsTaughtOrKnownToTheWorldIsNotConfidential(t *testing.T) {
	for _, text := range []string{
		"A host such as db01.example.com stands for any of them.",
		"I mean user@example.org and nobody real.",
		"Write to me@mail.example.net, root@localhost or it@huber.test.",
		"Say db.huber.example, db01.corp.test, web.invalid or app.localhost, wiki.example.internal, and https://srv.example.org/x.",
		"It was api.prod.svc.cluster.local inside, and host.docker.internal on my laptop.",
		"The site acme.de was down, and huber-bau.com with it.",
		"Our client PCs ran Windows10, and I used Ansible2 as the tool.",
		"The PIN 2 of the plug was bent, and I had 12 as the password's least length.",
		"We had a password 90 days old at most, and the backup key was 3 years old.",
		"Try www.google.com or docs.microsoft.com for that.",
		"We moved to salesforce.com and later to monday.com.",
		"Their portal.azure.com page was down, and login.microsoftonline.com too.",
		"It only listens on 127.0.0.1 and ::1, as localhost does.",
		"A mask of 255.255.255.0 makes it a /24.",
		"The private ranges are 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.",
		"Ping 8.8.8.8 or 1.1.1.1 first.",
		"The documents use 192.0.2.17 and 2001:db8::17.",
		"At Deutsche Bank we moved the billing system. We built Deutsche Bank a new one, and their old one went.",
		"At Metro Foods I ran the desk. We promised a new portal for Metro Foods, and their shops got it.",
		"We built a bot for Microsoft Teams and delivered it to Service Desk, and their calls fell.",
		"We sold Azure Virtual Desktop to the board. We built a connector for SAP Business One and their users liked it.",
		"We promised Anna Huber a laptop by Monday. We built a dashboard for Team North.",
		"We promised John Smith the laptop by May, and their team waited. We delivered laptops to Northern Europe Sales and their head liked it.",
		"We built the data room for Corporate Insurance last year, a wiki for Desktop Engineering and a report for Public Health.",
		"We promised Peter Lang a callback, their head said. We delivered it to Upper Austria on Monday, and their head of IT was glad.",
		"We promised Karin Maier a laptop by Friday. Dell was late, so I rang their director.",
		"I work for Brandt Logistik. We built a portal for Brandt Logistik staff.",
		"We delivered to Hamburg Harbour, and their plant lead was there. We promised Global Banking Technology a better queue.",
		"RMA 0312 998877 came back, the asset tag 0451 228899 was gone, and ticket number 0451 228899 closed, as was change 0451 228899.",
		"The vendor sold Metro Foods a portal, and they built one for Nordwind Logistik, too.",
		"The shift ran 0900-1200 and 1300-1700, from 0600 to 1400, in week 02 to 05 2023.",
		"It fell from 0.75 to 0.25, item 0815 4711 of the list, ticket 0451 778123, and 012 345 came back.",
		"We went from version 12.4.33.1 to 12.5.40.2 in a night.",
		"Firmware 7.0.14.3 mended it.",
		"See section 4.2.1.3 of the handbook.",
		"It took from 10:15:30 to 11:20:45 on 2024-03-04.",
		"We use SQL2019, DB2, ESXi7 and Windows 10.",
		"AZ-104, SC-200 and ISO-27001 are on the wall.",
		"Use AES-256 and SHA-256, never MD5, and TLS1.3.",
		"The password was reset the same day, and the token was revoked.",
		"The password was 12-character and changed after 90days.",
		"My password is expired, and the old password was weak.",
		`Before, every fourth password was "Schnee" and a year.`,
		"I logged on with Windows / Office2019, then with Okta / SAML2 and VPN / AZ-104.",
		"I logged in with Chrome120 and later with Firefox115, Citrix2203 and my Yubikey55.",
		"I signed in with OAuth2.0, connected with TLSv1.2 and logged in as Admin01 with MFA.",
		"We connected to Exchange2016 with Outlook2019 and to srv with PowerShell7.",
		"I logged a ticket with Error4711, and the user rang with Ticket4712.",
		"I logged on with petra.Huber22@example.org and with CORP/Administrator.",
		"The user or admin / operator split was root/Debian12, admin/Projekt2023 and backup:Archiv2023.",
		"My first pass was AZ-104, the second pass: SC-200, and the pass rate was 80%.",
		"Login: Windows10 / Office365. The account is EMEA / APAC. Credentials: 2FA and FIDO2.",
		"The login page/Portal2 was slow, and root/cause2 was found at 10:15, phase1/Phase2 and and/or.",
		"We logged on with the account Backup2023, and the user admin/level2 role stayed.",
		"It signed off with Version12.4 / Build4711, as https://example.org/a:B2cdefgh says.",
		"The password sha256 hash, the password policy2 and password AES256 are words.",
		"Note:Something11 and ratio:Umsatz2023 are none; Q1/Umsatz2023 is a sheet.",
		"The key was to listen, and the secret is patience.",
		"our customer Service Desk",
		"I rolled it out on our client Outlook and our client Windows 11 rollout was late, as was our client Office Update.",
		"our customer in Munich, our customer the Munich office, our customer, the Munich plant, and our customer, the Hamburg clinic",
		"We delivered it to Inner City Hospital, our own house.",
		"We built a portal for Metro Foods (our parent company) and sold Nordwind Logistik, our sister firm, nothing.",
		"I work for Barclays. My employer Brandt Logistik paid it. We built a portal for Brandt Logistik staff.",
		"Our customer was Angry at first. Our client was French. Our customer is HR. Our customer was Finance, then. Our client was Thunderbird.",
		"Our customers were Germans. The client was Remmina. Our client is Citrix Workspace. Our customer was Monday to Friday on the phone.",
		"Purchasing Services, our biggest customer, rang. Shared Services, our oldest client, too. Cloud Solutions, our first customer, did not.",
		"Our customer Global Services and our customer Health Care wanted it. Our client was Skype. Our client was Remote Desktop.",
		"Our customer was Purchasing, and the customer is King. Our client is Internet Explorer.",
		"Our customer, the Service Desk, rang. Our customer, the Finance department, paid. The customer, the Bank said, was right.",
		"Our customer Bank Operations and our customer School Support are ours, and so is our client Hotel Desk.",
		"The password for the portal was too short, and the password policy of 2023 said nothing.",
		"the password of the exchange was written on a note",
		"the PIN for the door was changed twice, the PIN for the app was 6000 times wrong and the pin for pin 12 was bent",
		"The error code for the access was 1603, the exit code of the lock was 4031, and the status code at the gate was 5003.",
		"Our client was Munich-based. The client was Kubernetes-based, and our customer was Sales-driven.",
		"The password for the server was Windows2019's default, and the one for mail was Exchange2016.",
		"The password for the portal was 12-character and the password of the mail was AES256, at most 90 days old.",
		"The password was in the vault, and we changed the server name to Fileserver2022!",
		"The password was in the vault, so we took the old machine down and changed it to Fileserver2022.",
		"We changed it to Release2024! We changed the plan from Sommer2023 to Winter2024. We set it to Level4!",
		"We talked about the password of the portal. It was Anton23 who knew it.",
		"The ticket for the password of the portal was INC0012345, and the guide for passwords was KB4471.",
		"What I did about the password:\nRotation90 was the name of it.\nMy password:\nnone\nPassword:\n12 characters",
		"The password reset for the portal was Ticket4711, and password rotation was changed to Quarter4.",
		"We changed the password policy of the kiosk to Version12, and I had the password to Fileserver2022.",
		"The key point is number 12345 of the list.",
		"We closed 4,711 tickets, +40 000 more than before, and 2023-2024 was calm.",
		"It cost 1,200,000 euros, +15 to 20 percent.",
		"There were 0800 calls and 555 tickets.",
		"Ticket INC0012345 was the first.",
		"Every customer got a credit of 5000 euros, 20000 customers in all.",
		"Our customer Success team and the client VPN both helped.",
		"A customer in Hamburg rang on Monday.",
		"Our customer service was down. Berlin rang first.",
		"Our customer, Monday or not, wants it at once.",
		"Sales, our biggest customer, wanted it too. HR was our customer as well.",
		"For our client Windows and Outlook matter most.",
		"Human Resources, our biggest customer, wanted it. Plant Maintenance, our oldest client, did not.",
		"Radiology, our main customer, wanted it. Purchasing was our second client, and the Nurses, our biggest customers, too.",
		"Field Service, one of our biggest customers, and Customer Care, our first client, agreed.",
		"With Zendesk Suite, our customer platform, and Remmina, our client software, it works.",
		"I told Anna Huber, our main account manager, and Petra, our first customer support hire.",
		"Our main account, Administrator, was locked. The account Brandt is mine. Our account Team Blue is shared.",
		"In our main tenant, Exchange Online was off; our second tenant, Azure, was not.",
		"Entra ID, our main tenant, and Active Directory, our first account source, were joined.",
		"That is why, our biggest customer said, we wait. Then Monday, our customer rang.",
		"After Christmas, our biggest customer came back. In Hamburg, our biggest customer rang.",
		"As I told Peter, our biggest customer left that year. With Windows, our biggest client rang.",
		"Customer A and customer X are only names here.",
		"<@U0123ABCD> asked in <#C0123ABCD|general> about it.",
		"It ran on Node.js and ASP.NET, in backup.sh and setup.exe.",
		"The line failed.It was the switch.We moved it.",
		"We had web 2.0, app 3 and host 12 in mind; web-2 is a name as good as any.",
		"e.g. this, i.e. that, etc. and so on... and 24/7.",
		"Between 00:00:00:00:00:00 and ff:ff:ff:ff:ff:ff nothing is real.",
	} {
		if found := feedback.Confidential(text); len(found) > 0 {
			t.Errorf("%q: found %q", text, found)
		}
	}
}

func TestATelephoneNumberBacksNothing(t *testing.T) {
	told := "I moved the billing system to the new machines and wrote a guide for the desk. As a result nobody had to wait for a bill any more. "
	for _, number := range []string{"If anybody calls: 0171 5551234.", "You can call me on 07700 900123.", "The number was +49 30 1234567 then."} {
		if r := feedback.Read(story, told+number); r.Parts.Evidence.Present || len(r.Confidential) != 1 {
			t.Errorf("%q: evidence %q, disclosed %q", number, r.Parts.Evidence.Quote, r.Confidential)
		}
	}
}

// Those who are told of one thing only are told of the worst.
func TestASecretComesBeforeWhateverElseIsDisclosed(t *testing.T) {
	text := "On srv-erp01.corp.meierholz.de (10.20.4.17), the box of our customer Brindlehof, I logged on with sa / Sommer2023! and went on. The PIN was 4711."
	var kinds []feedback.DisclosureKind
	for _, d := range feedback.Confidential(text) {
		kinds = append(kinds, d.Kind)
	}
	if want := []feedback.DisclosureKind{feedback.Secret, feedback.Secret, feedback.HostName, feedback.NetAddress, feedback.CustomerName}; !slices.Equal(kinds, want) {
		t.Errorf("found %q, want %q", kinds, want)
	}
	if r := feedback.Read(story, text); len(r.Notes) == 0 || r.Notes[0].Quote != "sa / Sommer2023!" || !strings.Contains(r.Notes[0].Reason, "a secret") {
		t.Errorf("notes are %+v", r.Notes)
	}
}

// Most of a text is passed over after a look at its bytes. These stand at the
// edges of what is.
func TestTheFirstLookPassesNothingOver(t *testing.T) {
	for _, test := range []struct {
		text string
		want []feedback.Disclosure
	}{
		// without a digit
		{"The phone with ab-cd-ef-ab-cd-ea kept joining.", []feedback.Disclosure{{Kind: feedback.NetAddress, Quote: "ab-cd-ef-ab-cd-ea"}}},
		{"The switch learned abcd.efab.cdef, twice.", []feedback.Disclosure{{Kind: feedback.NetAddress, Quote: "abcd.efab.cdef"}}},
		{"Logs went to nas.huber.intern.", []feedback.Disclosure{{Kind: feedback.HostName, Quote: "nas.huber.intern"}}},
		{"In it was -----BEGIN RSA PRIVATE KEY----- and so on.", []feedback.Disclosure{{Kind: feedback.Secret, Quote: "-----BEGIN"}}},
		{"It used http://app:geheim@db/x for all.", []feedback.Disclosure{{Kind: feedback.Secret, Quote: "http://app:geheim@db/x"}}},
		{"I wrote to it@huber.de, and state-of-the-art-or-not it bounced.", []feedback.Disclosure{{Kind: feedback.MailAddress, Quote: "it@huber.de"}}},
		// a number that begins before its digits
		{"I rang + 49 171 2345678 then.", []feedback.Disclosure{{Kind: feedback.PhoneNumber, Quote: "+ 49 171 2345678"}}},
		{"I rang <tel:+491712345678|them>.", []feedback.Disclosure{{Kind: feedback.PhoneNumber, Quote: "+491712345678"}}},
		// beside what is no letter, and at either end
		{"“srv-db-03”", []feedback.Disclosure{{Kind: feedback.HostName, Quote: "srv-db-03"}}},
		{"*srv-db-03's* disk", []feedback.Disclosure{{Kind: feedback.HostName, Quote: "srv-db-03's"}}},
		{"Call\u00a00171\u00a02345678 or call 0171 2345678.", []feedback.Disclosure{{Kind: feedback.PhoneNumber, Quote: "0171 2345678"}}},
		{"über fs02 für fs02 und fs02", []feedback.Disclosure{{Kind: feedback.HostName, Quote: "fs02"}}},
		// a word that leads in, in capitals, and as far ahead as it may be
		{"PASSWORD: Hunter2x", []feedback.Disclosure{{Kind: feedback.Secret, Quote: "Hunter2x"}}},
		{"Password was being Hunter2x", []feedback.Disclosure{{Kind: feedback.Secret, Quote: "Hunter2x"}}},
		{"I set the password to being was Heron!wald", []feedback.Disclosure{{Kind: feedback.Secret, Quote: "Heron!wald"}}},
		{"It is Contract No. is 20394857", []feedback.Disclosure{{Kind: feedback.RecordNumber, Quote: "20394857"}}},
		// a name before the word that makes one of it
		{"That year Brindlehof Fittings, our very first and oldest client, left.", nil},
		{"That year Brindlehof Fittings, our second-biggest oldest customer, left.", []feedback.Disclosure{{Kind: feedback.CustomerName, Quote: "Brindlehof Fittings"}}},
		{"That year Brindlehof Fittings Hollmann Brandt was a client of ours.", []feedback.Disclosure{{Kind: feedback.CustomerName, Quote: "Brindlehof Fittings Hollmann Brandt"}}},
		{"That year Österling was our biggest client.", []feedback.Disclosure{{Kind: feedback.CustomerName, Quote: "Österling"}}},
		// nothing at all
		{"", nil},
		{" .!? — “”", nil},
		{"A well-thought-out, day-to-day plan: nobody's, everybody’s; ours.", nil},
		// the Kelvin sign is shorter in lower case
		{"It said KKKKKKKK=a1b2c then.", nil},
		{"It said KKKKKKKK/a1b2c and KKKKKKKK:a1b2c then.", nil},
		{"\xff\xfe broken \xe2\x80 bytes", nil},
	} {
		found := feedback.Confidential(test.text)
		if found == nil || !slices.Equal(found, test.want) {
			t.Errorf("%q: found %q, want %q", test.text, found, test.want)
		}
	}
}
