package bank

import "testing"

func BenchmarkLoadTheBuiltInPack(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(nil); err != nil {
			b.Fatal(err)
		}
	}
}
