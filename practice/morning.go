package practice

import (
	"sync"

	"greenroom/bank"
)

// mornings remember how people's answers stood as their day began: reading that
// off forty answers takes tens of milliseconds, and Home is drawn often. The zero
// value remembers nobody. What was rated, edited or deleted since shows the next
// day; of somebody who was forgotten since nothing is remembered.
type mornings struct {
	mu   sync.Mutex
	held map[Person]morning
}

type morning struct {
	day   string
	upto  Stamp // what they had said up to then was forgotten
	weak  map[bank.Competency]float64
	again string
}

// mostMornings is how many people are remembered.
const mostMornings = 2000

func (m *mornings) of(p Person, day string, upto Stamp) (weak map[bank.Competency]float64, again string, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	held, known := m.held[p]
	return held.weak, held.again, known && held.day == day && held.upto == upto
}

func (m *mornings) keep(p Person, day string, upto Stamp, weak map[bank.Competency]float64, again string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held == nil || len(m.held) >= mostMornings {
		m.held = map[Person]morning{}
	}
	m.held[p] = morning{day, upto, weak, again}
}
