package cli

import (
	"strings"
	"testing"
	"testing/synctest"

	"greenroom/bot/view"
	"greenroom/practice"
)

// Whoever forges the buttons and forms of an admin decides nothing and learns
// nothing: the user is the one in the envelope. A form delivered twice suggests
// once.
func TestOnlyAdminsDecideOnASuggestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPrier(t)
		defer p.close()
		for range 2 {
			p.send("ben", view.CallSuggest, "", "form-1", map[string]string{"ask": "How do you lead a " + canary("ben") + "?", "note": "as asked by " + canary("ben")})
		}
		coach := p.assembly.coach
		page, err := coach.SuggestionsFor(t.Context(), p.person("ana"), 0)
		if err != nil || len(page.Waiting) != 1 || page.Waiting[0].By != p.person("ben") {
			t.Fatalf("got %+v, %v", page, err)
		}
		id := page.Waiting[0].ID
		for _, action := range view.Actions() {
			if strings.HasPrefix(action, "suggest.") {
				p.press("chioma", action, id.String(), true)
				p.press("chioma", action, id.String(), false)
			}
		}
		for _, callback := range []string{view.CallSuggestEdit, view.CallSuggestDecline} {
			p.send("chioma", callback, id.String(), "form-"+callback, map[string]string{"ask": "How do you lead otherwise?", "reason": "because"})
		}
		p.command("chioma", "suggestions")
		p.dm("chioma", "suggestions")
		if s, err := coach.Suggestion(t.Context(), id); err != nil || s.State != practice.SuggestionWaits {
			t.Errorf("it is %+v, %v", s, err)
		}
		for to, body := range p.heardBy() {
			if strings.Contains(body, canary("ben")) && to != "ana" && to != "ben" {
				t.Errorf("%s was told: %.300s", to, body)
			}
		}
		if !strings.Contains(p.heardBy()["ana"], canary("ben")) {
			t.Error("the admin was told nothing: the test tests nothing")
		}
		if !strings.Contains(p.heardBy()["chioma"], "Only admins can do that") {
			t.Error("nobody said why nothing happened")
		}
		p.send("ana", view.CallSuggestDecline, id.String(), "form-2", map[string]string{"reason": "too narrow"})
		if s, err := coach.Suggestion(t.Context(), id); err != nil || s.State != practice.SuggestionDeclined || s.Decider != p.person("ana") {
			t.Errorf("it is %+v, %v", s, err)
		}
		// The card shows it and has no buttons left; one that was pressed too late says so.
		cards := 0
		for _, m := range p.ws.As("ana").Messages("dm") {
			if words := shown(m.Text, m.Blocks); strings.Contains(words, canary("ben")) {
				cards++
				if !strings.Contains(words, "declined") || strings.Contains(string(m.Blocks), view.ActSuggestApprove) {
					t.Errorf("the card reads %s", words)
				}
			}
		}
		if cards != 1 {
			t.Errorf("the admin has %d cards", cards)
		}
		p.press("ana", view.ActSuggestApprove, id.String(), false)
		if !strings.Contains(p.heardBy()["ana"], "Nothing has changed") {
			t.Error("nobody said that it was too late")
		}
		p.hush("")
	})
}

// send sends a form of a person's with those texts in it.
func (p *prier) send(who, callback, meta, id string, texts map[string]string) {
	values := map[string]any{}
	for block, text := range texts {
		values[block] = map[string]any{"text": map[string]any{"type": "plain_text_input", "value": text}}
	}
	p.interact(who, "interactive", map[string]any{
		"type": "view_submission",
		"view": map[string]any{"id": id, "type": "modal", "callback_id": callback, "private_metadata": meta, "state": map[string]any{"values": values}},
	})
}

// press presses a button in a modal, or in a message of the practice channel.
func (p *prier) press(who, action, value string, modal bool) {
	id := p.ws.PersonID(who)
	payload := map[string]any{
		"type":    "block_actions",
		"actions": []any{map[string]any{"type": "button", "action_id": action, "block_id": "b", "value": value}},
		"channel": map[string]any{"id": p.ws.ChannelID(practiceChannel)},
	}
	if modal {
		payload["view"] = map[string]any{"id": "view/" + id, "type": "modal", "hash": "1", "private_metadata": value, "state": map[string]any{"values": map[string]any{}}}
	}
	p.interact(who, "interactive", payload)
}

// heardBy returns all that each person was told.
func (p *prier) heardBy() map[string]string {
	out := map[string]string{}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, who := range everybody {
		for _, said := range p.told {
			if said.to == p.ws.PersonID(who) || said.to == p.ws.As(who).DMChannel() {
				out[who] += said.body + "\n"
			}
		}
	}
	return out
}
