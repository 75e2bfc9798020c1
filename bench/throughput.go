package main

import (
	"fmt"
	"slices"
	"time"
)

const (
	rounds   = 5               // of each, in turns
	roundFor = 2 * time.Second // each
	flight   = 256             // replies in flight
)

// throughput holds the bot, with many replies in flight, against the bare client.
func (b *bench) throughput() error {
	s, err := newSender()
	if err != nil {
		return err
	}
	defer s.close()
	path, crowd, err := b.fresh("throughput.db", 4000)
	if err != nil {
		return err
	}
	client, err := runBare(s)
	if err != nil {
		return err
	}
	defer client.kill()
	var bot, bare []measure
	var costs []time.Duration // processor time for each answer
	err = b.withBot(s, path, func(p *process) error {
		for i := range rounds + 1 {
			m, err := crowd.burst(client.links, flight, roundFor)
			if err != nil {
				return fmt.Errorf("bare client: %w", err)
			}
			crowd.next.Add(-int64(m.acked)) // they were kept nowhere
			before, err := p.cpu()
			if err != nil {
				return err
			}
			n, err := crowd.burst(p.links, flight, roundFor)
			if err != nil {
				return err
			}
			after, err := p.cpu()
			if err != nil {
				return err
			}
			if i == 0 {
				continue // to warm up
			}
			bare, bot = append(bare, m), append(bot, n)
			costs = append(costs, (after-before)/time.Duration(n.acked))
		}
		return nil
	})
	if err != nil {
		return err
	}
	most, durable := medianRate(bare), medianRate(bot)
	b.table.add(row{
		what: "durable answers a second, 256 in flight, of the bare client's", got: fmt.Sprintf("%.2f", durable/most),
		reach: "at least 0.30", ok: durable >= 0.30*most, note: fmt.Sprintf("%.0f of %.0f a second", durable, most),
	})
	cost := median(costs)
	b.table.add(row{
		what: "CPU per stored answer, 256 in flight", got: micros(cost), reach: "under 100 µs", ok: cost < 100*time.Microsecond,
	})
	b.table.fact("ack, 256 in flight, p50 and p99", "%s, %s", millis(quantile(bot[0].took, 0.5)), millis(quantile(bot[0].took, 0.99)))
	return nil
}

func medianRate(all []measure) float64 {
	var rates []float64
	for _, m := range all {
		rates = append(rates, m.rate())
	}
	slices.Sort(rates)
	return rates[len(rates)/2]
}
