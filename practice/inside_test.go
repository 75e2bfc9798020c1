package practice

// PostRefused is postRefused for the tests.
func (c *Coach) PostRefused(tx Tx, key, why string) error { return c.postRefused(tx, key, why) }
