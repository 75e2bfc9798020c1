package scheduler

import "testing"

func TestASpecSaysWhatItMeansInPlainWords(t *testing.T) {
	for spec, want := range map[string]string{
		"0 9 * * MON-FRI":            "at 09:00 on Monday to Friday",
		"5 17 * * *":                 "at 17:05 every day",
		"@daily":                     "at 00:00 every day",
		"@hourly":                    "every hour at minute 0",
		"@weekly":                    "at 00:00 on Sunday",
		"@monthly":                   "at 00:00 on the 1st of the month",
		"@yearly":                    "at 00:00 on the 1st of January",
		"30 8 * * 7,2":               "at 08:30 on Tuesday and Sunday",
		"30 8 * * FRI-SUN":           "at 08:30 on Friday to Sunday",
		"0 9,15 * * MON-FRI":         "at 09:00 and 15:00 on Monday to Friday",
		"0,30 9-11 * * *":            "at 09:00, 09:30, 10:00, 10:30, 11:00 and 11:30 every day",
		"*/15 * * * *":               "every 15 minutes",
		"*/15 9-17 * * *":            "every 15 minutes from 09:00 to 17:45 every day",
		"* 8,20-21 * * *":            "every minute from 08:00 to 08:59 and 20:00 to 21:59 every day",
		"* * * * *":                  "every minute",
		"0 */2 * * *":                "every 2 hours from 00:00 on every day",
		"5,40 * * * *":               "every hour at minutes 5 and 40",
		"10 8-18 * * SAT":            "at minute 10 of the hours 8 to 18 on Saturday",
		"1,2,3,9 8-10 * * *":         "at minutes 1 to 3 and 9 of the hours 8 to 10 every day",
		"0 9 1,15 * *":               "at 09:00 on the 1st and 15th of the month",
		"0 9 1-7 * *":                "at 09:00 on the 1st to 7th of the month",
		"0 9 22,23 * *":              "at 09:00 on the 22nd and 23rd of the month",
		"0 9 11-13 * *":              "at 09:00 on the 11th to 13th of the month",
		"0 9 31 * *":                 "at 09:00 on the 31st (where there is one) of the month",
		"0 9 29 2 *":                 "at 09:00 on the 29th (where there is one) of February",
		"0 9 31 1,3 *":               "at 09:00 on the 31st of January and March",
		"0 9 * JUN-AUG MON":          "at 09:00 on Monday in June to August",
		"0 9 13 * FRI":               "at 09:00 on the 13th of the month, and on Friday as well (cron: either of the two is enough)",
		"0 9 13 DEC FRI":             "at 09:00 on the 13th of December, and on Friday in December as well (cron: either of the two is enough)",
		"0 9 */10 * FRI":             "at 09:00 on Friday that falls on the 1st, 11th, 21st and 31st (where there is one) of the month",
		"0  9 1-31 * MON":            "at 09:00 on every day of the month, and on Monday as well (cron: either of the two is enough)",
		"17 3,9 1 1 *":               "at 03:17 and 09:17 on the 1st of January",
		"0 0-23/6 ? * ?":             "at 00:00, 06:00, 12:00 and 18:00 every day",
		"0 9 * * */2":                "at 09:00 on Tuesday, Thursday, Saturday and Sunday",
		"0 9 */2 2 *":                "at 09:00 on the 1st, 3rd, 5th, 7th, 9th, 11th, 13th, 15th, 17th, 19th, 21st, 23rd, 25th, 27th, 29th and 31st (where there is one) of February",
		"0 9 * JAN-MAR,DEC *":        "at 09:00 every day in January to March and December",
		"59 23 31 DEC 1-5":           "at 23:59 on the 31st of December, and on Monday to Friday in December as well (cron: either of the two is enough)",
		"*/7 9-17 * * MON-FRI":       "at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of the hours 9 to 17 on Monday to Friday",
		"0 8,9,10,11,12,13,14 * * *": "at minute 0 of the hours 8 to 14 every day",
	} {
		if got := parse(t, spec, "Europe/Berlin").Meaning(); got != want {
			t.Errorf("%q:\ngot  %q\nwant %q", spec, got, want)
		}
	}
	if got := parse(t, "0 9 * * MON", "Asia/Tokyo").String(); got != "at 09:00 on Monday, Asia/Tokyo" {
		t.Errorf("with its zone: %q", got)
	}
	if got := (Spec{}).String(); got != "never" {
		t.Errorf("the zero spec: %q", got)
	}
}
